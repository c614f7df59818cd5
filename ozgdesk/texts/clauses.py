"""How numbers and references of an agreement read in German, and what its placeholders are called."""

from ozgdesk.domain.clauses import Node
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts.labels import label

NO_BREAK = "\u00a0"

FIELD_NAMES: dict[str, str] = {
    "cooperation": "Name der Zusammenarbeit",
    "parties": "Parteien",
    "party_list": "Parteien mit Vertretung",
    "councils": "Vertretungen",
    "administrations": "Verwaltungsorgane",
    "coordinator": "koordinierende Kommune",
    "led_tasks": "Aufgaben und Federführung",
    "agreement_title": "Titel der Vereinbarung",
    "starts_on": "Beginn der Laufzeit",
    "ends_on": "Ende der Laufzeit",
    "term_years": "Laufzeit in Jahren",
    "renewal_years": "Verlängerung in Jahren",
    "notice_period": "Kündigungsfrist",
    "entry_on": "Tag des Inkrafttretens",
    "review_on": "Tag der Überprüfung",
    "cost_key": "Kostenschlüssel",
    "copies_count": "Zahl der Ausfertigungen",
    "grant_amount": "Fördersumme",
    "cost_shares": "Anteile an den Kosten",
    "supervisor": "Aufsichtsbehörde",
}


def unknown_field(name: str) -> str:
    """What stands in a text for a placeholder that the project cannot fill."""
    return f"[{FIELD_NAMES[name]}: nicht angegeben]"


def with_fields_again(text: str) -> str:
    """A text in which the placeholders that could not be filled are placeholders again."""
    for name in FIELD_NAMES:
        text = text.replace(unknown_field(name), f"{{field:{name}}}")
    return text


_MARKS = {
    ClauseKind.CLAUSE: "§{space}{number}",
    ClauseKind.PARAGRAPH: "({number})",
    ClauseKind.NUMBER: "{number}.",
    ClauseKind.LETTER: "{letter})",
    ClauseKind.ANNEX: "Anlage{space}{number}",
}

_CITED = {
    ClauseKind.CLAUSE: "§{space}{number}",
    ClauseKind.PARAGRAPH: "Abs.{space}{number}",
    ClauseKind.NUMBER: "Nr.{space}{number}",
    ClauseKind.LETTER: "Buchst.{space}{letter}",
    ClauseKind.ANNEX: "Anlage{space}{number}",
}


def letter(ordinal: int) -> str:
    """The letter of a list: a to z, then aa to zz.

    >>> letter(1), letter(27), letter(28)
    ('a', 'aa', 'bb')
    """
    turn, place = divmod(ordinal - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


def mark(node: Node) -> str:
    """The number in front of a clause: '§ 5', '(2)', '1.', 'a)', 'Anlage 1'; empty where it bears none."""
    if node.ordinal is None:
        return ""
    return _MARKS[node.clause.kind].format(space=NO_BREAK, number=node.ordinal, letter=letter(node.ordinal))


def citation(node: Node) -> str:
    """How a clause is cited: '§ 5 Abs. 2 Nr. 1'. A lone Absatz is cited by what stands above it."""
    parts = []
    for step in (*node.path, node):
        if step.ordinal is not None:
            parts.append(
                _CITED[step.clause.kind].format(
                    space=NO_BREAK, number=step.ordinal, letter=letter(step.ordinal)
                )
            )
        elif step.clause.kind in (ClauseKind.FORMULA, ClauseKind.PREAMBLE):
            parts.append(label(step.clause.kind))
    return " ".join(parts)


def reference_text(node: Node) -> str:
    """A cross reference with the name of its target: '§ 5 Abs. 2 (Kostenverteilung)'."""
    heading = next((s.clause.heading for s in (node, *reversed(node.path)) if s.clause.heading), "")
    cited = citation(node)
    return f"{cited} ({heading})" if heading and heading != cited else cited
