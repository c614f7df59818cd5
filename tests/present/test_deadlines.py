from datetime import date

import pytest

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm
from ozgdesk.present.deadlines import (
    Calculation,
    SubmissionRow,
    assumptions,
    calculations,
    empty_text,
    submissions,
)
from tests.domain.agreement_rows import changed
from tests.domain.council_calendar import AGREEMENT, calendar_rows, matter_rows
from tests.helpers import TODAY

WANTED = date(2027, 5, 1)


def view_of(as_of: date = TODAY, rows: list[Entity] | None = None, **values: object) -> View:
    rows = rows or [*matter_rows(), *calendar_rows()]
    return View(Snapshot.of(changed(rows, AGREEMENT, **{"wanted_on": WANTED, **values})), as_of)


def calculation(view: View) -> Calculation:
    (found,) = calculations(view, AGREEMENT)
    return found


def lane(view: View, code: str) -> SubmissionRow:
    return next(row for row in calculation(view).lanes if row.municipality.code == code)


@pytest.mark.parametrize(
    ("code", "as_of", "text"),
    [
        ("USI", TODAY, "Vorlage bis 19.01.2027 beim Magistrat einreichen."),
        ("USI", date(2027, 1, 20), "Die Vorlage hätte am 19.01.2027 beim Magistrat sein müssen."),
        ("GLA", TODAY, "Vorlage bis 18.03.2027 beim Gemeindevorstand einreichen."),
        ("SCHM", TODAY, "Keine Sitzung des GVo erfasst; nötig ist eine bis zum 04.12.2026."),
    ],
)
def test_each_municipality_is_told_what_to_do_by_when(code: str, as_of: date, text: str) -> None:
    assert lane(view_of(as_of), code).text == text


def test_a_last_entered_meeting_is_told_as_such() -> None:
    texts = {row.text for row in lane(view_of(), "SCHM").rests_on}
    assert "Keine Sitzung der GV nach 16.12.2026 erfasst; möglich wäre eine bis zum 16.04.2027." in texts


def test_a_frist_that_nobody_entered_is_told_and_an_uncertain_norm_marked() -> None:
    rows = {row.kind: row for row in lane(view_of(), "USI").rests_on if row.committee.startswith("Haupt")}
    assert rows["submission"].text.startswith("Vorlagenschluss nicht eingetragen")
    assert rows["invitation"].text.startswith("Ladungsfrist nicht eingetragen")
    assert not rows["invitation"].is_verified
    assert rows["invitation"].norm.endswith("HGO (bitte prüfen)")


def test_a_day_on_which_nobody_works_is_named_where_it_moved_the_last_day() -> None:
    row = next(row for row in lane(view_of(), "GLA").rests_on if row.on == date(2027, 3, 25))
    assert row.text == (
        "Vorlagenschluss: 13\u00a0Tage vor der Sitzung am 08.04.2027; der 26.03.2027 ist kein Arbeitstag."
    )


def test_the_headline_names_who_presses_or_who_is_too_late() -> None:
    assert calculation(view_of()).headline == "Am wenigsten Zeit haben: USI."
    assert calculation(view_of(date(2027, 1, 20))).headline == "Zu spät für den Wunschtermin: USI, SCHM."


def test_assumptions_are_told_as_such_until_somebody_enters_days() -> None:
    view = view_of(rows=[*matter_rows(LegalForm.DELEGATION), *calendar_rows()], signing_days=10)
    found = {row.stage: (row.days, row.is_assumed) for row in assumptions(view, AGREEMENT)}
    assert found == {"signing": (10, False), "supervision": (42, True), "publication": (14, True)}
    texts = [row.text for row in calculation(view).steps]
    assert texts[0] == "Danach 10\u00a0Tage bis zur letzten Unterschrift (so eingetragen)."
    assert texts[1] == "Danach 42\u00a0Tage bis zur Genehmigung (Annahme)."


def test_without_a_wanted_day_the_page_asks_for_it() -> None:
    view = view_of(wanted_on=None)
    assert calculations(view, AGREEMENT) == ()
    assert empty_text(view, AGREEMENT).startswith("Tragen Sie den Wunschtermin ein")


def test_an_agreement_that_runs_out_is_reckoned_back_from_the_day_after_its_end() -> None:
    view = view_of(
        wanted_on=None,
        recorded_effective_on=date(2022, 5, 1),
        recorded_evidence="Akte",
        starts_on=date(2022, 5, 1),
        is_unlimited=False,
        ends_on=date(2027, 4, 30),
        notice_months=3,
    )
    found = calculation(view)
    assert (found.purpose_text, found.wanted_on) == ("Verlängerung", WANTED)
    assert found.notice_on == date(2027, 1, 31)
    assert lane(view, "USI").on == date(2027, 1, 19)


def test_an_agreement_in_force_without_an_end_needs_nothing() -> None:
    view = view_of(wanted_on=None, recorded_effective_on=date(2022, 5, 1), recorded_evidence="Akte")
    assert calculations(view, AGREEMENT) == ()
    assert "steht nicht an" in empty_text(view, AGREEMENT)


def test_the_last_submission_of_every_agreement_is_given_with_what_it_rests_on() -> None:
    rows = submissions(view_of())
    assert [(row.municipality.code, row.on, row.is_critical) for row in rows] == [
        ("USI", date(2027, 1, 19), True),
        ("NA", date(2027, 3, 2), False),
        ("GLA", date(2027, 3, 18), False),
        ("SCHM", None, False),
    ]
    assert all(row.rests_on for row in rows)
