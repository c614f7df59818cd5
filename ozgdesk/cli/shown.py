"""What `show` prints: the rows of a place as JSON with stable fields (CONTRIBUTING) or as plain tables."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from ozgdesk import formats
from ozgdesk.cli.answers import print_table
from ozgdesk.domain.load import LoadStep
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.agreement import AgreementRow, agreement_rows
from ozgdesk.present.board import board_rows, card_hints, card_person
from ozgdesk.present.comparison import ComparedTexts
from ozgdesk.present.council import council_rows
from ozgdesk.present.deadlines import submissions
from ozgdesk.present.deviations import deviations_text
from ozgdesk.present.effect import EffectRow
from ozgdesk.present.legal_check import check_place
from ozgdesk.present.load import LoadSpan, load_json, load_rows
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.present.overview import overview_rows
from ozgdesk.present.plan import plan_json, plan_rows
from ozgdesk.present.remarks import remark_rows
from ozgdesk.texts.labels import label

ROLES = {role.value: label(role) for role in Role}


def as_json(place: str, view: View, compared: ComparedTexts | None = None) -> dict[str, Any]:
    """The fields of `show PLACE --json`; municipalities are named by their code.

    What is compared stands with its agreement as `comparison`.
    """
    makers: dict[str, Callable[[View], dict[str, Any]]] = {
        "overview": lambda view: _coded(overview_rows(view)),
        "plan": plan_json,
        "board": lambda view: {**_coded(board_rows(view)), "load": _coded(load_json(view))},
        "agreement": lambda view: {
            "agreements": [_agreement(view, row, compared) for row in agreement_rows(view).agreements]
        },
        "council": lambda view: {
            **_coded(council_rows(view)),
            "last_submission": _coded(submissions(view)),
        },
    }
    return makers[place](view)


def print_place(place: str, view: View) -> None:
    """The same rows as tables for reading."""
    _PRINTERS[place](view)


def print_comparison(compared: ComparedTexts) -> None:
    """What became of the clauses from one version to the other, changed ones alone."""
    print(f"{compared.title}: {compared.old_name} → {compared.new_name}\n{compared.summary}")
    for row in compared.rows:
        if row.is_changed:
            print(f"\n{row.place}: {row.change_text}" + (f" – {row.reason}" if row.reason else ""))
            for sign, side in (("−", row.old), ("+", row.new)):
                if side:
                    print(f"  {sign} {' '.join(''.join(found.text for found in side).split())}")


def _agreement(view: View, row: AgreementRow, compared: ComparedTexts | None) -> dict[str, Any]:
    found: dict[str, Any] = _coded(row)
    checked = check_place(view, row.id)
    effect = found.pop("effect")
    told = {"findings": _coded(checked.open), "closed_findings": _coded(checked.closed)}
    for finding in (*told["findings"], *told["closed_findings"]):
        finding["verified"] = finding["is_verified"]
    return {
        **found,
        **told,
        "signing": _coded(checked.signing),
        "remarks": _coded(remark_rows(view, row.id)),
        "comparison": _coded(compared) if compared and compared.agreement_id == row.id else None,
        "effect": effect,
        "procedure": effect["procedure"],
        "supervisor": effect["supervisor"],
    }


def _coded(value: Any) -> Any:
    """Dataclasses as mappings, with a municipality shown by its code alone."""
    if isinstance(value, MunicipalityTag):
        return value.code
    if is_dataclass(value):
        return {field.name: _coded(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [_coded(item) for item in value]
    if isinstance(value, dict):
        return {key: _coded(item) for key, item in value.items()}
    return value


def _overview(view: View) -> None:
    found = overview_rows(view)
    print(f"{found.title} – Stichtag {formats.day(found.as_of)}\n")
    cards = (found.whole, *found.municipalities)
    titles = [light.title for light in found.whole.lights]
    print_table(
        ("Kommune", *titles),
        [
            (card.municipality.name or "Gesamt", *(_word(card.lights, title) for title in titles))
            for card in cards
        ],
    )
    print()
    for line in found.agreements:
        print(f"{line.title}: {line.headline}")


def _word(lights: tuple[Any, ...], title: str) -> str:
    return next((light.word for light in lights if light.title == title), "–")


def _plan(view: View) -> None:
    found = plan_rows(view)
    print_table(
        ("Nr.", "Aufgabe", "Anfang", "Ende", "Dauer", "Federführung", "Puffer"),
        [
            (
                row.number,
                "  " * row.level + row.name,
                row.start_text,
                row.finish_text,
                row.duration_text,
                row.lead.code if row.lead else "–",
                row.float_text,
            )
            for row in found.rows
        ],
    )
    for problem in found.problems:
        if problem.severity != "note":
            print(problem.text)


def _board(view: View) -> None:
    found = board_rows(view)
    columns = {column.key: column.title for column in found.columns}
    lanes = {lane.id: lane.name for lane in found.lanes}
    print_table(
        ("Kommune", "Zustand", "Nr.", "Aufgabe", "Rolle", "Person", "Termin", "Hinweise"),
        [
            (
                *(lanes[c.lane], columns[c.column], c.number, c.name, ROLES.get(c.role, "–")),
                *(card_person(c), _day(c.due), card_hints(c)),
            )
            for c in found.cards
            if c.lane in lanes and c.column in columns
        ],
    )
    for limit in found.limits:
        print(limit.text)
    if view.load.municipalities:
        print()
        for lane in load_rows(view, LoadStep.WEEK, LoadSpan.WHOLE).lanes:
            print(lane.sentence)


def _agreements(view: View) -> None:
    for row in agreement_rows(view).agreements:
        print(f"{row.title}\n{_effect(row.effect)}\n")
        for clause in row.clauses:
            head = " ".join(part for part in (clause.number, clause.heading) if part)
            print("  " * clause.depth + " ".join(part for part in (head, clause.text) if part))
        print()
        print(deviations_text(row.deviations), end="\n" if row.deviations else "")
        for found in check_place(view, row.id).open:
            print(
                f"{found.severity_text}, {found.place}: {found.text}"
                + (f" – {found.norm}" if found.norm else "")
            )


def _council(view: View) -> None:
    found = council_rows(view)
    print_table(
        ("Kommune", "Vorlage", "Gremium", "Termin", "Rolle", "Ergebnis"),
        [
            (paper.municipality.code, paper.reference, c.committee, _day(c.date), c.role_text, c.result_text)
            for paper in found.papers
            for c in paper.consultations
        ],
    )
    print()
    for effect in found.effect:
        print(f"{effect.title}: {_effect(effect)}")
    for row in submissions(view):
        print(f"{row.municipality.code}, {row.purpose_text} {_day(row.wanted_on)}: {row.text}")


def _effect(row: EffectRow) -> str:
    return " ".join(part for part in (f"{row.headline}.", row.summary, row.earliest_text) if part)


def _day(day: date | None) -> str:
    return formats.day(day) if day else "–"


_PRINTERS: dict[str, Callable[[View], None]] = {
    "overview": _overview,
    "plan": _plan,
    "board": _board,
    "agreement": _agreements,
    "council": _council,
}
