from datetime import date, datetime
from pathlib import Path

import pytest

from ozgdesk.domain.incoming import Incoming, IncomingClosure, Unreadable
from ozgdesk.domain.vocabulary import ConstraintKind, LinkKind
from ozgdesk.exchange import gan_xml, safe_xml
from ozgdesk.exchange.gan_reading import read
from ozgdesk.texts.imports import unreadable_message
from tests.exchange import mspdi_files
from tests.exchange.gan_files import day_off, depend, element, plan, task

DAY = 480


def read_text(folder: Path, text: str | bytes) -> Incoming:
    return read(mspdi_files.write(folder, text, "plan.gan"))


def codes(incoming: Incoming) -> set[str]:
    return {leftover.code for leftover in incoming.leftovers}


WHOLE = plan(
    [
        task(
            7,
            "Phase & „Test“",
            "<notes><![CDATA[Zeile 1\nZeile 2]]></notes>",
            task(3, "Innen", depend(5, 1, 2), days=3, complete=40),
            task(4, "Ziel", meeting="true", days=0),
        ),
        task(5, "Danach", days=2, start="2027-01-13"),
    ],
    others=[
        element("resources", element("resource", id=1, name="Bürgerbüro", contacts="a@b.de", phone="1")),
        element(
            "allocations",
            element("allocation", task_id=3, resource_id=2, responsible="false", load="100.0"),
            element("allocation", task_id=3, resource_id=1, responsible="true", load="50.0"),
        ),
        element("vacations", element("vacation", resourceid=1)),
        element("previous", element("previous-tasks", name="Stand")),
    ],
)


def test_a_plan_is_read_in_the_words_of_the_file(tmp_path: Path) -> None:
    found = read_text(tmp_path, WHOLE)
    phase, inner, goal, after = found.tasks
    assert [(t.uid, t.level, t.is_summary, t.is_milestone) for t in found.tasks] == [
        ("7", 1, True, False), ("3", 2, False, False), ("4", 2, False, True), ("5", 1, False, False),
    ]  # fmt: skip
    assert (phase.name, phase.notes) == ("Phase & „Test“", "Zeile 1\nZeile 2")
    assert (inner.duration_minutes, inner.progress_percent) == (3 * DAY, 40)
    assert (inner.starts_at, inner.finishes_at) == (datetime(2027, 1, 11, 8), datetime(2027, 1, 13, 17))
    assert (goal.duration_minutes, goal.finishes_at) == (0, datetime(2027, 1, 11, 8))
    assert [(x.predecessor_uid, x.kind, x.lag) for x in after.links] == [("3", LinkKind.SS, 2 * DAY)]
    assert [row.name for row in found.resources] == ["Bürgerbüro"]
    assert [row.resource_uid for row in found.assignments] == ["1", "2"], "whoever is responsible leads"
    assert (found.key, found.title, found.source) == ("Plan", "Plan", "GanttProject: Plan")
    assert codes(found) == {"units", "vacations", "kept_plans"}


@pytest.mark.parametrize(("code", "kind"), [(1, "SS"), (2, "FS"), (3, "FF"), (4, "SF"), (9, "FS")])
def test_every_kind_of_link_is_known(tmp_path: Path, code: int, kind: str) -> None:
    found = read_text(tmp_path, plan([task(1, "", depend(2, code, -3)), task(2)]))
    assert [(link.kind, link.lag) for link in found.tasks[1].links] == [(LinkKind(kind), -3 * DAY)]


def test_days_off_are_those_of_one_year_or_of_every_year_of_the_plan(tmp_path: Path) -> None:
    days = [
        day_off(1, 1, "Neujahr"),
        day_off(1, 12, "Umzug", 2027),
        day_off(1, 16, "Nacharbeit", 2027, "WORKING_DAY"),
        day_off(2, 29, "Schalttag"),
        day_off(1, 13, "Nur bunt", 2027, "NEUTRAL"),
    ]
    found = read_text(tmp_path, plan([task(1, days=5), task(2, start="2028-01-03")], days=days))
    (calendar,) = found.calendars
    assert calendar.closures == (
        IncomingClosure("Neujahr", date(2027, 1, 1), date(2027, 1, 1)),
        IncomingClosure("Neujahr", date(2028, 1, 1), date(2028, 1, 1)),
        IncomingClosure("Umzug", date(2027, 1, 12), date(2027, 1, 12)),
        IncomingClosure("Nacharbeit", date(2027, 1, 16), date(2027, 1, 16), is_working=True),
        IncomingClosure("Schalttag", date(2028, 2, 29), date(2028, 2, 29)),
    )
    assert found.tasks[0].finishes_at == datetime(2027, 1, 16, 17)


def test_a_list_of_holidays_that_comes_with_the_program_is_not_taken(tmp_path: Path) -> None:
    text = plan([task(1)], days=[day_off(5, 29, "Christi Himmelfahrt", 2026)])
    found = read_text(tmp_path, text.replace("<calendars>", '<calendars base-id="german">'))
    assert found.calendars[0].closures == ()
    assert codes(found) == {"base_calendar"}


def test_weekends_that_are_only_drawn_are_worked_on(tmp_path: Path) -> None:
    found = read_text(tmp_path, plan([task(1, days=8)], all_days=True))
    assert found.finishes_at == datetime(2027, 1, 18, 17)
    assert [(row.code, row.values) for row in found.leftovers] == [
        ("weekend_work", {"day": date(2027, 1, 18)})
    ]


def test_the_week_of_older_versions_lies_deeper(tmp_path: Path) -> None:
    week = (
        '<calendar id="1"><default-week sun="1" mon="0" tue="0" wed="0" thu="0" fri="1" sat="1"/></calendar>'
    )
    found = read_text(tmp_path, plan([task(1, days=5)], week=week))
    assert found.finishes_at == datetime(2027, 1, 18, 17)
    assert codes(found) == {"shorter_week"}


def test_what_begins_later_than_its_links_ask_keeps_its_day(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        plan(
            [
                task(1, "", depend(2), depend(3), depend(4, 3), depend(5), days=2),
                task(2, start="2027-01-13"),
                task(3, start="2027-01-15"),
                task(4, start="2027-01-12"),
                task(
                    5,
                    "",
                    task(6, start="2027-01-13"),
                    task(7, start="2027-01-14"),
                    start="2027-01-13",
                    days=2,
                ),
            ]
        ),
    )
    kept = {task.uid: task.constraint_at for task in found.tasks if task.constraint_at is not None}
    assert kept == {"3": datetime(2027, 1, 15, 8), "7": datetime(2027, 1, 14, 8)}
    assert {task.constraint_kind for task in found.tasks if task.uid in kept} == {ConstraintKind.NOT_BEFORE}


def test_an_earliest_begin_is_a_constraint(tmp_path: Path) -> None:
    rows = [
        task(1, thirdDate="2027-01-20", **{"thirdDate_constraint": 1}),
        task(2, thirdDate="2027-01-20", **{"thirdDate_constraint": 0}),
    ]
    first, second = read_text(tmp_path, plan(rows)).tasks
    assert (first.constraint_kind, first.constraint_at) == (
        ConstraintKind.NOT_BEFORE,
        datetime(2027, 1, 20, 8),
    )
    assert second.constraint_at is None


def test_what_is_done_was_done_when_the_file_says(tmp_path: Path) -> None:
    rows = [
        task(1, days=3, complete=100),
        task(2, "", task(3, complete=100), complete=100),
        task(4, complete=250),
    ]
    found = {
        t.uid: (t.progress_percent, t.actual_start_on, t.actual_finish_on)
        for t in read_text(tmp_path, plan(rows)).tasks
    }
    assert found["1"] == (100, date(2027, 1, 11), date(2027, 1, 13))
    assert found["2"] == (100, None, None)
    assert found["4"][0] == 100


def test_what_has_no_place_here_is_named(tmp_path: Path) -> None:
    rows = [
        task(
            1,
            "n" * 400,
            depend(99),
            depend(2, 2, 20_000),
            element("customproperty", taskproperty_id="tpc0", value="x"),
            webLink="https://example.invalid",
            cost_manual_value="12.50",
        ),
        task(2, days=20_000, start="gestern"),
    ]
    found = read_text(tmp_path, plan(rows))
    assert codes(found) == {
        "long_name", "no_successor", "long_lag", "long_duration", "custom_fields", "hyperlinks", "costs",
    }  # fmt: skip
    assert (len(found.tasks[0].name), found.tasks[1].starts_at) == (300, None)


GOOD = plan([task(1)])
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "nothing": (b"", "empty"),
    "no XML": ("Aufgabe;Anfang", "not_xml"),
    "cut short": (GOOD[:-30], "cut_short"),
    "an entity": (f'<!DOCTYPE project [<!ENTITY a "b">]>{GOOD[38:]}', "doctype"),
    "a thousand entities": (
        '<!DOCTYPE project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><project name="&b;"/>',
        "doctype",
    ),
    "a file from elsewhere": (
        '<!DOCTYPE project SYSTEM "file:///etc/passwd"><project name="x"/>',
        "doctype",
    ),
    "another root": ("<projekt/>", "other_root"),
    "MS Project": (mspdi_files.plan(), "ms_project"),
    "Primavera": ("<APIBusinessObjects/>", "primavera"),
    "wrong characters": (b'<project name="\xff"></project>', "not_xml"),
    "an unknown encoding": ('<?xml version="1.0" encoding="klingon"?><project/>', "encoding"),
    "the same id twice": (plan([task(1), task(2, "", task(1))]), "double_id"),
    "no id": (plan([task("")]), "double_id"),
    "too deep": ("<project>" + "<x>" * 100 + "</x>" * 100 + "</project>", "too_deep"),
    "a nest of tasks": (plan(["<task id='1'>" * 100]), "too_deep"),
}


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_file_is_refused_with_one_german_sentence(
    tmp_path: Path, text: str | bytes, code: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_text(tmp_path, text)
    assert refused.value.code == code
    sentence = unreadable_message(refused.value)
    assert sentence.startswith(("„plan.gan“", "In „plan.gan“"))
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "bitte" in sentence


@pytest.mark.parametrize(
    ("module", "limit"), [(gan_xml, "MOST_TASKS"), (gan_xml, "MOST_RECORDS"), (safe_xml, "MOST_ELEMENTS")]
)
def test_too_much_of_anything_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, limit: str
) -> None:
    monkeypatch.setattr(module, limit, 3)
    rows = [task(uid, "", depend(uid + 1)) for uid in range(1, 6)]
    with pytest.raises(Unreadable, match="too_many") as refused:
        read_text(tmp_path, plan(rows))
    assert "in GanttProject" in unreadable_message(refused.value)


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = mspdi_files.write(tmp_path, GOOD, "plan.gan")
    with path.open("r+b") as file:
        file.truncate(safe_xml.LARGEST_BYTES + 1)
    with pytest.raises(Unreadable, match="too_large"):
        read(path)


def test_dates_and_durations_at_the_end_of_all_years_do_no_harm(tmp_path: Path) -> None:
    rows = [task(1, start="2149-12-30", days=9_999), task(2, start="9999-12-31"), task(3, days=-5)]
    found = read_text(tmp_path, plan(rows))
    assert [(_year(t.starts_at), _year(t.finishes_at)) for t in found.tasks] == [
        (2149, None), (None, None), (2027, 2027),
    ]  # fmt: skip


def _year(moment: datetime | None) -> int | None:
    return moment.year if moment is not None else None
