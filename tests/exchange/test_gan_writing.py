"""What GanttProject gets, read back with our own reader and, for its form, with the standard library."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ConstraintKind
from ozgdesk.exchange import gan_reading
from ozgdesk.exchange.gan_writing import FORMAT
from tests.exchange import plans, rows
from tests.exchange.plans import DAY, LINKS
from tests.exchange.rows import NA

WHOLE_DAYS = {(6, 7): 0, (7, 8): 2}
"""Half a day, and half of a duration of three, have no words in this format."""


def read_back(folder: Path, municipality_id: str | None = None) -> Incoming:
    path = folder / "plan.gan"
    path.write_bytes(FORMAT.make(plans.view(), municipality_id))
    return gan_reading.read(path)


def root() -> ET.Element:
    return ET.fromstring(FORMAT.make(plans.view(), None))


def test_tasks_links_and_durations_come_back_in_whole_days(tmp_path: Path) -> None:
    found = read_back(tmp_path)
    links = {
        (int(link.predecessor_uid), int(task.uid)): (link.kind, link.lag // DAY)
        for task in found.tasks
        for link in task.links
    }
    assert links == {
        (before, after): (kind, WHOLE_DAYS.get((before, after), lag // DAY))
        for before, after, kind, lag, _ in LINKS
    }
    tasks = {int(task.uid): task for task in found.tasks}
    days = {number: (tasks[number].duration_minutes or 0) / DAY for number in (2, 3, 5, 6, 9)}
    assert days == {2: 10, 3: 4, 5: 0, 6: 2, 9: 1}
    assert [number for number, task in tasks.items() if task.is_milestone] == [5]


def test_the_tree_the_starts_and_our_own_ids_come_back(tmp_path: Path) -> None:
    found, view = read_back(tmp_path), plans.view()
    assert [(task.uid, task.level, task.is_summary) for task in found.tasks][:5] == [
        ("1", 1, True), ("2", 2, False), ("10", 2, True), ("3", 3, False), ("4", 3, False),
    ]  # fmt: skip
    for task in found.tasks:
        here = view.snapshot.get(Task, task.own_id)
        assert (here.number, here.state) == (f"A-{int(task.uid):03}", task.state)
        assert task.notes == here.description.strip()
        dates = view.plan.dates.get(here.id)
        if dates is not None:
            assert task.starts_at is not None
            assert task.starts_at.date() == dates.start


def test_an_earliest_begin_is_the_one_constraint(tmp_path: Path) -> None:
    found = {task.attrib["id"]: task.attrib.get("thirdDate") for task in root().iter("task")}
    assert {uid: day for uid, day in found.items() if day} == {"10": "2027-01-04"}
    (inner,) = (task for task in read_back(tmp_path).tasks if task.uid == "10")
    assert inner.constraint_kind is ConstraintKind.NOT_BEFORE


def test_each_day_off_is_a_holiday_of_its_year(tmp_path: Path) -> None:
    closures = read_back(tmp_path).calendars[0].closures
    ferien = [row.from_on for row in closures if row.name == "Betriebsferien"]
    assert ferien == [date(2026, 12, 28), date(2026, 12, 29), date(2026, 12, 30)]
    assert "Fasching" not in {row.name for row in closures}
    assert date(2027, 3, 26) in {row.from_on for row in closures}
    assert {row.attrib["type"] for row in root().iter("date")} == {"HOLIDAY"}


def test_the_lead_is_responsible_and_gives_the_colour(tmp_path: Path) -> None:
    written = root()
    names = {row.attrib["id"]: row.attrib["name"] for row in written.iter("resource")}
    parts = [
        (row.attrib["task-id"], names[row.attrib["resource-id"]], row.attrib["responsible"])
        for row in written.iter("allocation")
    ]
    assert parts == [
        ("2", "Usingen", "true"),
        ("2", "Neu-Anspach", "false"),
        ("2", "Glashütten", "false"),
        ("7", "Neu-Anspach", "true"),
    ]
    colors = {row.attrib["id"]: row.attrib["color"] for row in written.iter("task")}
    assert (colors["2"], colors["7"]) == ("#004477", "#114477")
    assert [row.resource_uid for row in read_back(tmp_path).assignments][:2] == ["1", "2"]


def test_successors_may_begin_later() -> None:
    assert {row.attrib["hardness"] for row in root().iter("depend")} == {"Rubber"}


def test_a_file_for_one_municipality_holds_what_it_takes_part_in(tmp_path: Path) -> None:
    assert [task.uid for task in read_back(tmp_path, NA).tasks] == ["1", "2", "7"]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert FORMAT.make(plans.view(), None) == FORMAT.make(plans.view(), None)


def test_texts_stay_texts_and_an_empty_project_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.gan"
    path.write_bytes(FORMAT.make(rows.view(of_hostile=True), None))
    names = [task.name for task in gan_reading.read(path).tasks]
    assert names == [" ".join(text.split()) for text in rows.HOSTILE]
    path.write_bytes(FORMAT.make(rows.empty(), None))
    assert gan_reading.read(path).tasks == ()
