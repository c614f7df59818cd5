from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import page as other_checker
import pypdfium2
import pytest

from ozgdesk.commands.samples import build_sample, sample_cards
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.cooperation import Cooperation, Grant
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Decision, Risk
from ozgdesk.domain.tasks import Baseline, BaselineTask, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import (
    ClauseKind,
    GrantState,
    TaskKind,
    TaskState,
    VersionState,
)
from ozgdesk.present.status import status
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import SHEETS, make_sheet, print_sheet, sheet
from ozgdesk.reports.sheet import ChartOptions, NotPrintable, SheetOptions
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

OPTIONS = SheetOptions(printed_on=date(2026, 12, 1), author="Projektbüro")
RECORDED = datetime(2026, 11, 20, 13, 32, tzinfo=UTC)
SAMPLES = [card.name for card in sample_cards()]
KEYS = [found.key for found in SHEETS]
HARD = "<b>&amp; Ünïcode 😀 " + "Donaudampfschiff" * 25 + " \u202e\x07 {field:nix} „“"
NAME = HARD[:300]


@cache
def sample(name: str) -> View:
    count = itertools.count(1)
    rows = build_sample(name, TODAY, lambda: f"{next(count):032x}")
    return View(Snapshot.of(rows), TODAY, RECORDED)


@cache
def printed_sample(key: str, name: str) -> bytes:
    """A sheet of a sample: several tests look at the same paper."""
    return make_sheet(key, sample(name), OPTIONS)


def view_of(rows: Iterable[Entity]) -> View:
    return View(Snapshot.of([*four_municipalities(), *rows]), TODAY, RECORDED)


def pages(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()


def words(data: bytes) -> str:
    """The text of all pages on one line, hyphens at line ends taken out."""
    text = "\n".join(pages(data)).replace("\ufffe", "").replace("\u00ad", "")
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("key", KEYS)
def test_every_sheet_of_every_sample_is_accessible_and_says_of_when_it_is(key: str, name: str) -> None:
    data = printed_sample(key, name)
    assert check(data) == []
    if sheet(key).goes_out and "Stichtag" not in words(data):
        return
    assert all("Stichtag 23.11.2026" in page for page in pages(data))
    assert "Datenstand 20.11.2026, 14:32 Uhr" in words(data)
    assert "gedruckt am 01.12.2026" in words(data)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("key", KEYS)
def test_every_sheet_of_every_sample_passes_a_checker_by_other_hands(key: str, name: str) -> None:
    report = other_checker.validate_pdf_bytes(printed_sample(key, name), profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert report.rules.total > 100


@pytest.mark.parametrize("name", SAMPLES)
def test_the_status_report_is_one_page_for_the_whole_and_for_every_municipality(name: str) -> None:
    view = sample(name)
    for id_ in (None, *(row.id for row in view.municipalities)):
        printed = print_sheet(sheet("status"), view, replace(OPTIONS, municipality_id=id_))
        assert printed.pages == 1
        assert printed.replaced == ()


@pytest.mark.parametrize("key", KEYS)
def test_the_same_view_and_options_give_the_same_bytes(key: str) -> None:
    view = sample("demo")
    again = View(view.snapshot, view.as_of, view.recorded_until)
    assert make_sheet(key, again, OPTIONS) == printed_sample(key, "demo")


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_project_gives_a_sheet_that_says_so(key: str) -> None:
    data = make_sheet(key, View(Snapshot.of([]), TODAY), OPTIONS)
    assert check(data) == []
    assert len(pages(data)) == 1
    assert "Datenstand" not in words(data)


def version(name: str, **values: object) -> AgreementVersion:
    return AgreementVersion(
        id=id_of(6001), agreement_id=id_of(6000), name=name, order="A", is_current=True, **values
    )


def hard_project() -> View:
    rows: list[Entity] = [
        Cooperation(id=id_of(9), name=NAME),
        Person(id=id_of(20), name=NAME, function=HARD),
        Absence(id=id_of(21), person_id=id_of(20), from_on=TODAY, until_on=TODAY + timedelta(days=40)),
    ]
    for number, key in enumerate(sequence(60), 1):
        kind = TaskKind.MILESTONE if number % 4 == 0 else TaskKind.TASK
        job = task(
            number,
            NAME,
            kind=kind,
            deadline_on=TODAY + timedelta(days=number - 30),
            order=key,
            duration_minutes=480,
        )
        rows += [job, lead(job, number % 4 + 1, person_id=id_of(20))]
        rows.append(Risk(id=id_of(3000 + number), order=key, title=NAME, measure=HARD, person_id=id_of(20)))
        rows.append(Decision(id=id_of(4000 + number), order=key, question=NAME, decided_by=HARD))
        rows.append(Grant(id=id_of(5000 + number), name=NAME, state=GrantState.APPLIED, amount_cents=10**12))
    rows.append(Agreement(id=id_of(6000), title=NAME, order="A"))
    rows.append(
        AgreementVersion(id=id_of(6001), agreement_id=id_of(6000), name=NAME, order="A", is_current=True)
    )
    for number, clause_kind in enumerate(ClauseKind):
        rows.append(
            Clause(
                id=id_of(6100 + number),
                stem=id_of(6100 + number),
                version_id=id_of(6001),
                order=sequence(20)[number],
                kind=clause_kind,
                heading=HARD[:1000],
                text=f"{HARD}\n\n{HARD}",
            )
        )
    return view_of(rows)


@pytest.mark.parametrize("key", KEYS)
def test_hard_text_breaks_no_sheet(key: str) -> None:
    printed = print_sheet(sheet(key), hard_project(), OPTIONS)
    assert check(printed.data) == []
    assert "<b>&amp;" in words(printed.data)
    if key == "status":
        assert printed.pages == 1


@pytest.mark.parametrize("key", KEYS)
def test_an_unknown_municipality_or_agreement_counts_as_the_whole(key: str) -> None:
    odd = replace(OPTIONS, municipality_id=id_of(77), agreement_id=id_of(78))
    assert make_sheet(key, sample("demo"), odd) == printed_sample(key, "demo")


def test_a_long_status_report_says_how_many_are_left_out() -> None:
    text = words(make_sheet("status", hard_project(), OPTIONS))
    for title in ("Meilensteine", "Wichtigste Risiken", "Entscheidungsbedarf"):
        assert re.search(rf"{title} \(\d+ von \d+\)", text), title


def test_the_reason_of_every_light_is_printed_whole() -> None:
    letters = re.compile(r"[^\w;:,.]")
    text = letters.sub("", words(make_sheet("status", sample("demo"), OPTIONS)))
    found = status(sample("demo"))
    for reason in (*(row.reason for row in found.lights), found.agreements[0].missing):
        assert letters.sub("", reason) in text


def test_the_status_report_says_since_when_a_task_is_overdue() -> None:
    text = words(make_sheet("status", sample("demo"), OPTIONS))
    assert re.search(r"überfällig seit \d\d\.\d\d\.2026", text)
    assert not re.search(r"überfällig \d", text)


def test_the_status_report_names_posts_and_no_staff() -> None:
    rows = [
        Person(id=id_of(20), name="Kim Beispiel", function="IT-Leitung", municipality_id=id_of(1)),
        Risk(id=id_of(30), order="A", title="Ausfall", measure="Vertretung regeln", person_id=id_of(20)),
    ]
    text = words(make_sheet("status", view_of(rows), OPTIONS))
    assert "USI IT-Leitung" in text
    assert "Kim" not in text


def test_the_plan_prints_every_task_in_chart_and_table_on_both_papers() -> None:
    view = sample("demo")
    tasks = view.snapshot.all(Task)
    for paper in ("a4", "a3"):
        text = words(make_sheet("plan", view, replace(OPTIONS, paper=paper)))
        assert all(text.count(row.number) >= 2 for row in tasks)


def test_the_plan_tells_a_done_task_without_dates_from_an_open_one_and_a_missing_lead() -> None:
    rows = [task(1, "Fertig", state=TaskState.DONE), task(2, "Offen"), lead(task(2), 1), task(3, "Herrenlos")]
    rows.append(task(4, "Datiert", deadline_on=TODAY, duration_minutes=480))
    chart, table = pages(make_sheet("plan", view_of(rows), OPTIONS))
    chart = chart.split("führt")[1]
    assert [line for line in chart.split() if line in {"erledigt", "offen"}][-3:] == [
        "erledigt",
        "offen",
        "offen",
    ]
    assert "Herrenlos offen Termin offen" in " ".join(table.split())


def test_a_plan_of_many_years_and_rows_goes_on_over_pages_with_its_names() -> None:
    rows: list[Entity] = [
        task(number, deadline_on=TODAY + timedelta(days=number * 50), duration_minutes=480)
        for number in range(1, 81)
    ]
    printed = print_sheet(sheet("plan"), view_of(rows), OPTIONS)
    assert check(printed.data) == []
    charts = [page for page in pages(printed.data) if "führt" in page and "Dauer" not in page]
    assert sum("A-060" in page for page in charts) >= 2


def test_the_plan_of_one_municipality_holds_its_tasks_and_their_phases_only() -> None:
    phase, own, other = task(1, "Phase"), task(2, parent_id=id_of(1001)), task(3, parent_id=id_of(1001))
    view = view_of([phase, own, other, lead(own, 1), lead(other, 2)])
    text = words(make_sheet("plan", view, replace(OPTIONS, municipality_id=id_of(1))))
    assert "A-001" in text
    assert "A-002" in text
    assert "A-003" not in text


def test_an_open_text_is_marked_as_draft_and_a_frozen_one_is_not() -> None:
    agreement = Agreement(id=id_of(6000), title="Vereinbarung", order="A")
    draft = make_sheet("agreement", view_of([agreement, version("Fassung 1")]), OPTIONS)
    frozen = make_sheet("agreement", view_of([agreement, version("Fassung 1", frozen_on=TODAY)]), OPTIONS)
    assert "Entwurf" in words(draft).replace(" ", "")
    assert "Entwurf" not in words(frozen).replace(" ", "")
    assert "eingefroren am 23.11.2026" in words(frozen)


def test_the_running_head_of_the_agreement_names_it_briefly_and_whole() -> None:
    agreement = max(sample("demo").snapshot.all(Agreement), key=lambda row: len(row.title))
    options = replace(OPTIONS, agreement_id=agreement.id)
    second = pages(make_sheet("agreement", sample("demo"), options))[1]
    assert agreement.short_title in second
    assert sample("demo").cooperation.name in second


def test_the_agreement_has_two_places_to_sign_for_every_party() -> None:
    text = words(make_sheet("agreement", sample("taunus"), OPTIONS))
    for party in (
        "die Stadt Usingen",
        "die Stadt Neu-Anspach",
        "die Gemeinde Glashütten",
        "die Gemeinde Schmitten",
    ):
        assert f"Für {party}" in text
    assert text.count("Mitglied des Magistrats") == 2
    assert text.count("Mitglied des Gemeindevorstand") == 2


def test_a_version_named_like_its_state_is_named_once() -> None:
    agreement = Agreement(id=id_of(6000), title="Vereinbarung", order="A")
    rows = [agreement, version("Fassung zur Beratung", state=VersionState.FOR_CONSULTATION)]
    assert words(make_sheet("agreement", view_of(rows), OPTIONS)).count("Fassung zur Beratung") == 1


def test_the_older_agreement_can_be_chosen() -> None:
    view = sample("taunus")
    older = min(view.snapshot.all(Agreement), key=lambda row: row.order)
    data = make_sheet("agreement", view, replace(OPTIONS, agreement_id=older.id))
    assert "Für die Gemeinde Schmitten" not in words(data)


def test_an_unknown_sheet_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        make_sheet("gibtsnicht", sample("demo"), OPTIONS)


def test_the_milestones_say_what_was_expected_and_show_how_it_moved() -> None:
    text = words(make_sheet("milestones", sample("demo"), OPTIONS))
    assert "Meilensteintrend" in text
    assert "später seit" in text
    assert "erreicht, " in text
    assert "Tag des Berichts" in text


@pytest.mark.parametrize("key", ["plan", "milestones"])
def test_a_sheet_says_with_which_baseline_it_compares(key: str) -> None:
    jobs = [task(1, "Freigabe", kind=TaskKind.MILESTONE)]
    older, newer = (
        Baseline(id=id_of(900 + month), name=f"Stand {month}", taken_on=date(2026, month, 1))
        for month in (9, 10)
    )
    rows = [
        BaselineTask(
            id=id_of(1000 + kept.taken_on.month), baseline_id=kept.id, task_id=jobs[0].id,
            task_number="A-001", task_name="Freigabe", starts_on=day, finishes_on=day, duration_minutes=0,
        )
        for kept, day in ((older, date(2026, 11, 5)), (newer, date(2026, 11, 9)))
    ]  # fmt: skip
    view = view_of([*jobs, older, newer, *rows])
    newest, chosen, unknown = (
        words(make_sheet(key, view, replace(OPTIONS, baseline_id=id_)))
        for id_ in (None, older.id, id_of(999))
    )
    assert "verglichen mit Basisplan „Stand 10“ vom 01.10.2026" in newest
    assert "verglichen mit Basisplan „Stand 9“ vom 01.09.2026" in chosen
    assert unknown == newest
    if key == "milestones":
        assert chosen.count("05.11.2026") == newest.count("05.11.2026") + 1, "as target, not only as forecast"


def test_without_a_baseline_the_milestones_say_how_to_get_a_trend() -> None:
    view = view_of([task(1, "Freigabe", kind=TaskKind.MILESTONE)])
    text = words(make_sheet("milestones", view, OPTIONS))
    assert "Halten Sie im Projektplan zu jedem Bericht einen Basisplan fest." in text


def test_many_milestones_are_spread_over_several_pictures() -> None:
    jobs = [task(number, f"M{number}", kind=TaskKind.MILESTONE) for number in range(1, 31)]
    baseline = Baseline(id=id_of(900), name="Stand", taken_on=date(2026, 10, 1))
    rows = [
        BaselineTask(
            id=id_of(1000 + number), baseline_id=baseline.id, task_id=job.id, task_number=job.number,
            task_name=job.name, starts_on=TODAY, finishes_on=TODAY, duration_minutes=0,
        )
        for number, job in enumerate(jobs)
    ]  # fmt: skip
    data = make_sheet("milestones", view_of([*jobs, baseline, *rows]), OPTIONS)
    assert check(data) == []
    assert sum("Tag des Berichts" in page for page in pages(data)) == 3


def test_the_deputies_say_by_week_who_stands_in_and_where_nobody_does() -> None:
    text = words(make_sheet("deputies", sample("demo"), OPTIONS))
    assert "KW 48/2026 bis KW 2/2027" in text
    assert "KW 48/2026, 23.11. – 29.11.2026" in text
    assert "Hauptamt Musterhausen (MHS)" in text
    assert "keine Vertretung" in text
    assert "IT-Koordination Musterstadt ist selbst abwesend" in text
    assert "Wiedervorlage: Anzeige bei der Kommunalaufsicht vorbereiten" in text
    assert "niemand abwesend" in text


def test_the_deputies_of_one_municipality_leave_the_others_out() -> None:
    view = sample("demo")
    town = next(row for row in view.municipalities if row.code == "BSP")
    text = words(make_sheet("deputies", view, replace(OPTIONS, municipality_id=town.id)))
    assert "Bürgerbüro Beispieldorf" in text
    assert "Musterhausen" not in text


def test_the_deputies_are_shown_for_the_weeks_asked_for() -> None:
    days = ChartOptions(first_on=date(2027, 2, 3), last_on=date(2027, 2, 9))
    text = words(make_sheet("deputies", sample("demo"), replace(OPTIONS, chart=days)))
    assert "KW 5/2027 bis KW 6/2027" in text
    assert "In diesen Wochen ist keine Abwesenheit eingetragen." in text


@pytest.mark.parametrize(
    ("first_on", "last_on", "sentence"),
    [
        (None, date(2026, 11, 22), "Der Zeitraum endet vor seinem Anfang"),
        (TODAY, date(2028, 1, 1), "höchstens 53 Wochen"),
        (date(9999, 12, 31), None, "in den Jahren 1900 bis 2200"),
    ],
)
def test_days_that_make_no_plan_of_deputies_are_refused(
    first_on: date | None, last_on: date | None, sentence: str
) -> None:
    options = replace(OPTIONS, chart=ChartOptions(first_on=first_on, last_on=last_on))
    with pytest.raises(NotPrintable, match=sentence):
        make_sheet("deputies", sample("demo"), options)
