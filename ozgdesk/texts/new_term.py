"""The words of a new Wahlperiode."""

from ozgdesk.domain.new_term import PaperChoice

BEGIN_TERM = "Neue Wahlperiode beginnen"
CHOICES: dict[PaperChoice, str] = {
    PaperChoice.CONTINUE: "weiterführen",
    PaperChoice.ANEW: "neu einbringen",
    PaperChoice.SETTLED: "erledigt",
}


def closed_note(choice: PaperChoice, term: str) -> str:
    """Why a paper of the old term is closed.

    >>> closed_note(PaperChoice.ANEW, "XX. 2026–2031")
    'Neu eingebracht in der Wahlperiode XX. 2026–2031.'
    """
    if choice is PaperChoice.ANEW:
        return f"Neu eingebracht in der Wahlperiode {term}." if term else "Neu eingebracht."
    return "Mit dem Ende der Wahlperiode erledigt."
