# ruff: noqa: E501 -- a part of the text stands on one line
"""A mandate agreement with a complete text that the legal check has nothing to say about, to take apart."""

from datetime import date

from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.legal_check import Hit
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, LegalForm
from tests.domain.agreement_rows import AGREEMENT, LATER, VERSION, agreement_rows, changed, snapshot, without
from tests.helpers import id_of

Rows = list[Entity]

TEXT: tuple[tuple[ClauseKind, str, str], ...] = (
    (ClauseKind.FORMULA, "", "Zwischen {field:party_list} wird folgende Vereinbarung geschlossen:"),
    (ClauseKind.CLAUSE, "Gegenstand und Ziel", "Die Zusammenarbeit dient gemeinsamen Zielen im öffentlichen Interesse."),
    (ClauseKind.CLAUSE, "Aufgaben", "Die Aufgaben stehen in der Anlage; eine Kommune führt federführend durch."),
    (ClauseKind.CLAUSE, "Mitwirkung", "Die Kommunen entscheiden in der Lenkungsgruppe einstimmig."),
    (ClauseKind.CLAUSE, "Kosten", "Sachkosten werden erstattet, zuzüglich der gesetzlichen Umsatzsteuer, falls sie anfällt."),
    (ClauseKind.CLAUSE, "Datenschutz", "Verfahrensführende Stelle ist Usingen. Ein Vertrag zur Auftragsverarbeitung wird geschlossen."),
    (ClauseKind.CLAUSE, "Beitritt", "Weitere Kommunen können mit Zustimmung aller durch schriftliche Änderung beitreten."),
    (ClauseKind.CLAUSE, "Laufzeit und Kündigung", "Sie gilt fünf Jahre. Sie kann schriftlich mit sechs Monaten Frist gekündigt werden. Das Recht zur Kündigung aus wichtigem Grund bleibt unberührt."),
    (ClauseKind.CLAUSE, "Anzeige", "Die Vereinbarung wird {field:supervisor} angezeigt."),
    (ClauseKind.CLAUSE, "Schriftform", "Änderungen bedürfen der Schriftform."),
    (ClauseKind.ANNEX, "Aufgaben und Federführung", "{field:led_tasks}"),
)  # fmt: skip

PLACE = {"district": "Hochtaunuskreis", "region": "Darmstadt", "population": 14_000}


def sound_rows(form: LegalForm = LegalForm.MANDATE) -> Rows:
    """Master data, votes, signatures, steps and text, nothing missing."""
    rows: Rows = [*agreement_rows(form), *clauses()]
    for number in range(1, 5):
        rows = changed(rows, id_of(number), **PLACE)
    return rows


def clauses() -> list[Clause]:
    """The text, one top-level part after the other."""
    return [
        Clause(
            id=clause_id(number),
            version_id=VERSION,
            stem=id_of(7000 + number),
            order=f"c{chr(ord('a') + number)}",
            kind=kind,
            heading=heading,
            text=text,
        )
        for number, (kind, heading, text) in enumerate(TEXT)
    ]


def clause_id(number: int) -> str:
    """The id of a part by its position in TEXT."""
    return id_of(6000 + number)


def position(heading: str) -> int:
    """Where a part stands, by its heading; the formula has none."""
    return next(number for number, (_, name, _) in enumerate(TEXT) if name == heading)


def says(rows: Rows, heading: str, text: str, topic: ClauseTopic = ClauseTopic.NOT_STATED) -> Rows:
    """The rows with another text under a heading."""
    return changed(rows, clause_id(position(heading)), text=text, topic=topic)


def drop(rows: Rows, *headings: str) -> Rows:
    """The rows without some parts of the text."""
    return without(rows, *(clause_id(position(heading)) for heading in headings))


def hits(rows: Rows, as_of: date = LATER) -> tuple[Hit, ...]:
    """What the check finds on the agreement."""
    return View(snapshot(rows), as_of).legal[AGREEMENT]


def found(rows: Rows, as_of: date = LATER) -> set[tuple[str, str]]:
    """Rule and code of what the check finds."""
    return {(hit.rule, hit.code) for hit in hits(rows, as_of)}
