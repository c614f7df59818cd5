"""What MS Project gets, read back with our own reader and, for its form, with the standard library."""

from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from ozgdesk.domain.incoming import Incoming, IncomingClosure
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, TaskState
from ozgdesk.exchange import mspdi_reading
from ozgdesk.exchange.mspdi_writing import FORMAT
from tests.exchange import plans, rows
from tests.exchange.plans import DAY, LINKS
from tests.exchange.rows import NA

SPACE = "{http://schemas.microsoft.com/project}"
CONSTRAINTS = {
    3: (ConstraintKind.AS_SOON_AS_POSSIBLE, None),
    4: (ConstraintKind.AS_LATE_AS_POSSIBLE, None),
    5: (ConstraintKind.NOT_BEFORE, datetime(2027, 2, 4, 17)),
    6: (ConstraintKind.NOT_AFTER, datetime(2027, 3, 12, 17)),
    7: (ConstraintKind.START_ON, datetime(2027, 2, 16, 8)),
    10: (ConstraintKind.NOT_BEFORE, datetime(2027, 1, 4, 8)),
}
ORDER = [
    "UID", "GUID", "ID", "Name", "Active", "Manual", "Type", "IsNull", "WBS", "OutlineNumber", "OutlineLevel",
    "Priority", "Start", "Finish", "Duration", "DurationFormat", "EffortDriven", "Estimated", "Milestone",
    "Summary", "Critical", "FreeSlack", "TotalSlack", "PercentComplete", "ActualStart", "ActualFinish",
    "ActualDuration", "RemainingDuration", "ConstraintType", "CalendarUID", "ConstraintDate", "Deadline",
    "IgnoreResourceCalendar", "Notes", "PredecessorLink", "ExtendedAttribute", "Baseline",
]  # fmt: skip
"""Of Microsoft's schema; others may lie between them."""


def read_back(folder: Path, municipality_id: str | None = None) -> Incoming:
    path = folder / "plan.xml"
    path.write_bytes(FORMAT.make(plans.view(), municipality_id))
    return mspdi_reading.read(path)


def text(element: ET.Element, tag: str) -> str | None:
    return element.findtext(SPACE + tag)


def test_all_links_come_back_with_their_kinds_and_lags(tmp_path: Path) -> None:
    found = read_back(tmp_path)
    links = {
        (int(link.predecessor_uid), int(task.uid), link.kind, link.lag, link.lag_kind)
        for task in found.tasks
        for link in task.links
    }
    elapsed = {
        (before, after, kind, lag * 3 if lag_kind is LagKind.ELAPSED else lag, lag_kind)
        for before, after, kind, lag, lag_kind in LINKS
    }
    assert links == elapsed
    assert {link[2] for link in links} == set(LinkKind)


def test_all_constraints_deadlines_and_durations_come_back(tmp_path: Path) -> None:
    tasks = {int(task.uid): task for task in read_back(tmp_path).tasks}
    for number, wanted in CONSTRAINTS.items():
        assert (tasks[number].constraint_kind, tasks[number].constraint_at) == wanted
    assert [n for n, task in tasks.items() if task.deadline_on == date(2027, 1, 29)] == [3]
    durations = {n: tasks[n].duration_minutes for n in (2, 3, 5, 6, 9)}
    assert durations == {2: 10 * DAY, 3: 4 * DAY, 5: 0, 6: 720, 9: None}
    assert [n for n, task in tasks.items() if task.is_milestone] == [5]


def test_the_tree_and_the_dates_are_those_of_the_plan(tmp_path: Path) -> None:
    found, view = read_back(tmp_path), plans.view()
    assert [(task.uid, task.level, task.is_summary) for task in found.tasks][:5] == [
        ("1", 1, True), ("2", 2, False), ("10", 2, True), ("3", 3, False), ("4", 3, False),
    ]  # fmt: skip
    numbers = {int(row.number.removeprefix("A-")): row.id for row in view.snapshot.all(Task)}
    for task in found.tasks:
        dates = view.plan.dates.get(numbers[int(task.uid)])
        if dates is None:
            assert (task.starts_at, task.finishes_at) == (None, None)
            continue
        assert task.starts_at is not None
        assert task.finishes_at is not None
        assert (task.starts_at.date(), task.finishes_at.date()) == (dates.start, dates.finish), task.name
    half = next(task for task in found.tasks if task.uid == "6")
    assert half.starts_at is not None
    assert half.finishes_at is not None
    assert {half.starts_at.hour, half.finishes_at.hour} <= {8, 12, 13, 17}


def test_progress_states_and_our_own_ids_come_back(tmp_path: Path) -> None:
    view = plans.view()
    for task in read_back(tmp_path).tasks:
        here = view.snapshot.get(Task, task.own_id)
        assert here.number == f"A-{int(task.uid):03}"
        assert (task.state, task.progress_percent) == (here.state, here.progress_percent)
        assert task.actual_start_on == here.actual_start_on
        assert task.actual_finish_on == here.actual_finish_on
        assert task.is_active == (here.state is not TaskState.DROPPED)


def test_what_is_done_and_what_remains_are_durations_too(tmp_path: Path) -> None:
    """What is done is a share of the duration, as MS Project defines it."""
    path = tmp_path / "plan.xml"
    path.write_bytes(FORMAT.make(plans.view(), None))
    found = {}
    for task in ET.parse(path).getroot().iter(f"{SPACE}Task"):
        texts = (task.findtext(f"{SPACE}{tag}") for tag in ("Name", "ActualDuration", "RemainingDuration"))
        name, *durations = texts
        found[name] = tuple(durations)
    assert found["Fragebogen"] == ("PT28H0M0S", "PT32H0M0S"), "35 % of 10 days, and 4 days are said to remain"
    assert found["Auswertung"] == ("PT0H0M0S", "PT32H0M0S")
    assert found["Abgeschlossen"] == ("PT16H0M0S", "PT0H0M0S")
    assert found["Beschluss"] == ("PT0H0M0S", "PT0H0M0S")
    assert found["Länge offen"] == found["Innere Phase"] == (None, None)
    said = {task.name: task.remaining_minutes for task in read_back(tmp_path).tasks}
    assert (said["Fragebogen"], said["Auswertung"], said["Länge offen"]) == (4 * DAY, 4 * DAY, None)


def test_days_off_come_back_once_with_their_names(tmp_path: Path) -> None:
    common, own = read_back(tmp_path).calendars
    assert common.is_plan
    days = {
        row.name: (row.from_on, row.until_on) for row in common.closures if row.from_on >= date(2026, 12, 1)
    }
    assert days["Betriebsferien"] == plans.CLOSED
    assert days["Karfreitag"] == (date(2029, 3, 30), date(2029, 3, 30))
    holidays = [row for row in common.closures if row.from_on.year == 2027]
    assert [row.from_on for row in holidays] == [
        date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17),
        date(2027, 5, 27), date(2027, 12, 24), date(2027, 12, 31),
    ]  # fmt: skip
    fasching = IncomingClosure("Fasching", *plans.OWN_CLOSED)
    assert fasching in own.closures
    assert fasching not in common.closures
    assert (own.name, own.base_uid) == ("Neu-Anspach", None)
    assert set(common.closures) < set(own.closures)


def test_a_municipality_with_days_off_of_its_own_lends_its_calendar_to_what_it_leads() -> None:
    root = ET.fromstring(FORMAT.make(plans.view(), None))
    calendars = {text(task, "UID"): text(task, "CalendarUID") for task in root.iter(SPACE + "Task")}
    assert {uid for uid, calendar in calendars.items() if calendar != "-1"} == {"7"}
    (task,) = (task for task in root.iter(SPACE + "Task") if text(task, "UID") == "7")
    assert (text(task, "CalendarUID"), text(task, "IgnoreResourceCalendar")) == ("2", "1")


def test_the_lead_comes_first_and_contributors_follow(tmp_path: Path) -> None:
    found = read_back(tmp_path)
    names = {resource.uid: resource.name for resource in found.resources}
    parts = [(row.task_uid, names[row.resource_uid or ""]) for row in found.assignments]
    assert parts == [("2", "Usingen"), ("2", "Neu-Anspach"), ("2", "Glashütten"), ("7", "Neu-Anspach")]


def test_baselines_are_counted_from_the_oldest(tmp_path: Path) -> None:
    found = {task.uid: [kept.number for kept in task.baselines] for task in read_back(tmp_path).tasks}
    assert {uid: numbers for uid, numbers in found.items() if numbers} == {"2": [0, 1], "3": [1]}


def test_elements_stand_in_the_order_of_the_schema() -> None:
    root = ET.fromstring(FORMAT.make(plans.view(), None))
    parts = [child.tag.removeprefix(SPACE) for child in root]
    assert parts[-5:] == ["ExtendedAttributes", "Calendars", "Tasks", "Resources", "Assignments"]
    for task in root.iter(SPACE + "Task"):
        tags = [child.tag.removeprefix(SPACE) for child in task]
        assert tags == sorted(tags, key=ORDER.index)


def test_our_number_is_a_column_that_ms_project_shows() -> None:
    root = ET.fromstring(FORMAT.make(plans.view(), None))
    (definitions,) = root.findall(SPACE + "ExtendedAttributes")
    titles = {text(row, "FieldID"): text(row, "Alias") for row in definitions}
    numbers = {
        text(row, "Value")
        for task in root.iter(SPACE + "Task")
        for row in task.iter(SPACE + "ExtendedAttribute")
        if titles[text(row, "FieldID")] == "Nr."
    }
    assert {"A-001", "A-013"} <= numbers


def test_a_file_for_one_municipality_holds_what_it_takes_part_in(tmp_path: Path) -> None:
    found = read_back(tmp_path, NA)
    assert [task.uid for task in found.tasks] == ["1", "2", "7"]
    assert [link for task in found.tasks for link in task.links] == []
    assert found.title == "Neu-Anspach (NA) – IKZ OZG Taunus"


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert FORMAT.make(plans.view(), None) == FORMAT.make(plans.view(), None)


def test_texts_stay_texts_and_an_empty_project_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(FORMAT.make(rows.view(of_hostile=True), None))
    names = [task.name for task in mspdi_reading.read(path).tasks]
    assert names == [" ".join(text.split()) for text in rows.HOSTILE]
    path.write_bytes(FORMAT.make(rows.empty(), None))
    assert mspdi_reading.read(path).tasks == ()
