import tracemalloc
from datetime import date, datetime
from pathlib import Path

import pytest

from ozgdesk.domain.incoming import Incoming, IncomingClosure, Unreadable
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind
from ozgdesk.exchange import mspdi_xml, safe_xml
from ozgdesk.exchange.mspdi_reading import read
from ozgdesk.texts.imports import UNREADABLE, unreadable_message
from tests.exchange.mspdi_files import HEAD, element, link, plan, task, write


def read_text(folder: Path, text: str | bytes) -> Incoming:
    return read(write(folder, text))


def codes(incoming: Incoming) -> set[str]:
    return {leftover.code for leftover in incoming.leftovers}


def test_a_plan_is_read_in_the_words_of_the_file(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        plan(
            [
                task(0, level=0),
                task(7, "Ä & „Presse“", Deadline="2027-02-01T17:00:00", Notes="Zeile 1\nZeile 2"),
                element("Task", UID=8, ID=8, IsNull=1),
                task(3, "Tür", 2, "PT90H30M0S", PredecessorLink=[link(7, 3, 4800), link(9, 1, 14400, 8)]),
            ],
            resources=[
                element("Resource", UID=1, Name="Bürgerbüro", EmailAddress="a@b.de"),
                element("Resource", UID=2, Name="Papier", Type=0),
            ],
            assignments=[
                element("Assignment", TaskUID=3, ResourceUID=1),
                element("Assignment", TaskUID=7, ResourceUID=-65535),
            ],
        ),
    )
    first, second = found.tasks
    assert (first.uid, first.name, first.level) == ("7", "Ä & „Presse“", 1)
    assert (first.deadline_on, first.notes) == (date(2027, 2, 1), "Zeile 1\nZeile 2")
    assert (second.row, second.level, second.duration_minutes) == (3, 2, 90 * 60 + 30)
    assert [(x.predecessor_uid, x.kind, x.lag, x.lag_kind) for x in second.links] == [
        ("7", LinkKind.SS, 480, LagKind.WORKING),
        ("9", LinkKind.FS, 1440, LagKind.ELAPSED),
    ]
    assert [row.name for row in found.resources] == ["Bürgerbüro"]
    assert [row.resource_uid for row in found.assignments] == ["1", None]
    assert (found.saved_on, found.title) == (date(2026, 11, 20), "Plan")
    assert codes(found) == {"empty_rows", "material"}


@pytest.mark.parametrize(
    ("code", "kind", "told"),
    [
        (1, ConstraintKind.AS_LATE_AS_POSSIBLE, set()),
        (2, ConstraintKind.START_ON, set()),
        (3, ConstraintKind.FINISH_ON, set()),
        (4, ConstraintKind.NOT_BEFORE, set()),
        (5, ConstraintKind.AS_SOON_AS_POSSIBLE, {"start_not_after"}),
        (6, ConstraintKind.AS_SOON_AS_POSSIBLE, {"finish_not_before"}),
        (7, ConstraintKind.NOT_AFTER, set()),
        (99, ConstraintKind.AS_SOON_AS_POSSIBLE, set()),
    ],
)
def test_every_kind_of_constraint_is_taken_or_named(
    tmp_path: Path, code: int, kind: ConstraintKind, told: set[str]
) -> None:
    row = task(1, ConstraintType=code, ConstraintDate="2027-02-01T08:00:00")
    found = read_text(tmp_path, plan([row]))
    assert (found.tasks[0].constraint_kind, codes(found)) == (kind, told)


def test_exceptions_that_are_written_twice_count_once(tmp_path: Path) -> None:
    days = element("TimePeriod", FromDate="2027-05-14T00:00:00", ToDate="2027-05-15T00:00:00")
    old = element("WeekDay", DayType=0, DayWorking=0, period=[days])
    new = element("Exception", period=[days], Name="Brückentag", Type=1, DayWorking=0)
    yearly = element("Exception", period=[days], Name="Jährlich", Type=2, DayWorking=0)
    calendar = element(
        "Calendar",
        UID=1,
        Name="Standard",
        WeekDays=[element("WeekDays", rows=[old])],
        Exceptions=[element("Exceptions", rows=[new, yearly])],
    )
    found = read_text(tmp_path, plan(calendars=[calendar]))
    assert found.calendars[0].closures == (
        IncomingClosure("Brückentag", date(2027, 5, 14), date(2027, 5, 14)),
    )
    assert found.calendars[0].is_plan
    assert codes(found) == {"recurring_exceptions"}


def test_values_no_plan_can_have_are_left_out_and_named(tmp_path: Path) -> None:
    rows = [
        task(1, duration="PT999999999H0M0S"),
        task(2, Start="0001-01-01T00:00:00", Finish="9999-12-31T23:59:59"),
        task(3, PredecessorLink=[link(1, 1, 10**14)], PercentComplete=400, OutlineLevel=-5),
        task(4, "x" * 5000, Deadline="2001-01-01T00:00:00", Start="gestern"),
    ]
    found = read_text(tmp_path, plan(rows, MinutesPerDay=0))
    assert [row.duration_minutes for row in found.tasks] == [None, 480, 480, 480]
    assert found.tasks[1].starts_at is None
    assert (found.tasks[2].progress_percent, found.tasks[2].level, found.tasks[2].links) == (100, 1, ())
    assert (len(found.tasks[3].name), found.tasks[3].deadline_on) == (300, None)
    assert codes(found) == {"long_duration", "long_lag", "odd_day", "long_name", "early_deadline"}
    assert found.minutes_per_day == 480


def test_without_a_per_cent_the_part_of_the_duration_that_is_done_counts(tmp_path: Path) -> None:
    rows = [
        task(1, duration="PT40H0M0S", ActualDuration="PT10H0M0S", RemainingDuration="PT30H0M0S"),
        task(2, duration="PT40H0M0S", ActualDuration="PT10H0M0S", PercentComplete=30),
        task(3, duration="PT0H0M0S", ActualDuration="PT10H0M0S"),
    ]
    found = read_text(tmp_path, plan(rows)).tasks
    assert [(row.progress_percent, row.remaining_minutes) for row in found] == [
        (25, 1800), (30, None), (0, None)
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_understood(tmp_path: Path, encoding: str) -> None:
    text = plan([task(1, "Übung")]).replace("UTF-8", encoding.removesuffix("-sig"))
    assert read_text(tmp_path, text.encode(encoding)).tasks[0].name == "Übung"


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "nothing": (b"", "empty"),
    "blanks": (b"   \n ", "not_xml"),
    "letter": ("Sehr geehrte Damen und Herren", "not_xml"),
    "binary plan": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "binary_plan"),
    "billion laughs": (
        HEAD.replace("<Project", BOMB + "<Project") + "<Title>&b;</Title></Project>",
        "doctype",
    ),
    "external entity": (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project>&a;</Project>',
        "doctype",
    ),
    "external subset": ('<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><Project/>', "doctype"),
    "other root": ("<html><body/></html>", "other_root"),
    "no namespace": ("<Project><Tasks/></Project>", "other_root"),
    "primavera": ("<APIBusinessObjects/>", "primavera"),
    "gantt project": ('<project name="x"/>', "gantt_project"),
    "cut short": (plan([task(1), task(2)])[:-40], "cut_short"),
    "cut in a letter": (plan([task(1, "Ü" * 50)]).encode()[:600], "cut_short"),
    "wrong encoding": (plan([task(1, "Übung")]).encode("cp1252"), "encoding"),
    "unknown encoding": (plan().replace("UTF-8", "klingon"), "encoding"),
    "no utf-16": (plan().replace("UTF-8", "UTF-16"), "encoding"),
    "double id": (plan([task(1), task(1)]), "double_id"),
    "no id": (plan([task("")]), "double_id"),
    "deep": (HEAD + "<a>" * 100_000 + "</a>" * 100_000 + "</Project>", "too_deep"),
    "deep in a task": (HEAD + "<Tasks><Task>" + "<a>" * 1000 + "</a>" * 1000, "too_deep"),
    "wrong nesting": (plan().replace("</Tasks>", "</Task>"), "not_xml"),
    "many branches": (plan([task(1, rows=[link(2)] * 5_001)]), "too_many"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    text, code = HOSTILE[name]
    with pytest.raises(Unreadable) as refused:
        read_text(tmp_path, text)
    assert refused.value.code == code
    sentence = unreadable_message(refused.value)
    assert sentence.endswith(".")
    assert "plan.xml" in sentence
    assert "{" not in sentence


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "fehlt.xml"):
        with pytest.raises(Unreadable) as refused:
            read(path)
        assert refused.value.code == "no_access"


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = write(tmp_path, plan())
    with path.open("r+b") as file:
        file.truncate(safe_xml.LARGEST_BYTES + 1)
    with pytest.raises(Unreadable, match="too_large"):
        read(path)


def test_too_many_tasks_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mspdi_xml, "MOST_RECORDS", 3)
    with pytest.raises(Unreadable, match="too_many"):
        read_text(tmp_path, plan([task(uid) for uid in range(1, 5)]))


def test_too_many_elements_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "MOST_ELEMENTS", 100)
    with pytest.raises(Unreadable, match="too_many"):
        read_text(tmp_path, plan([element("x", rows=["<y/>"] * 100)]))


@pytest.mark.parametrize(
    "filler",
    ["<x><y>1</y></x>", f"<Notes>{'n' * 3000}</Notes>", f"<{'z' * 50}>1</{'z' * 50}>"],
)
def test_what_is_not_taken_costs_no_memory(tmp_path: Path, filler: str) -> None:
    row = element("Task", UID=1, Name="A", rows=[filler * (2_000_000 // len(filler))])
    path = write(tmp_path, plan([row]))
    tracemalloc.start()
    try:
        assert read(path).tasks[0].name == "A"
        assert tracemalloc.get_traced_memory()[1] < 1_500_000
    finally:
        tracemalloc.stop()


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal() -> None:
    others = {"ms_project", "no_access", "no_calendar", "too_large", "too_many"}
    sentences = {
        code for code in UNREADABLE if not code.startswith(("list_", "form_", "text_", "oparl_", "calendar_"))
    }
    assert {code for _, code in HOSTILE.values()} | others == sentences


def test_the_identity_of_a_plan_survives_saving_under_another_name(tmp_path: Path) -> None:
    texts = {"GUID": "", "CreationDate": "2026-01-05T08:00:00"}
    first = read(write(tmp_path, plan(Name="a.xml", **texts), "a.xml"))
    again = read(write(tmp_path, plan(Name="b.xml", LastSaved=datetime(2026, 12, 1), **texts), "b.xml"))
    assert first.key == again.key
