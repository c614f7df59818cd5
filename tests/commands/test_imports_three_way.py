"""A plan that was given out, changed there and here, and comes back: each side keeps what only it changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.commands import people, plan, records
from ozgdesk.commands.import_base import base_of
from ozgdesk.commands.tasks import hand_over_lead
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.export_stamp import stamp_of
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, Role
from ozgdesk.exchange import csv_table
from ozgdesk.exchange.format import Format
from ozgdesk.present.import_preview import import_preview
from tests.commands.given_plan import CSV, DAY, GAN, MSPDI, NAMES, Office, Read

every = pytest.mark.parametrize(("form", "read"), [MSPDI, GAN, CSV], ids=["mspdi", "gan", "csv"])


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, request.getfixturevalue("form"), request.getfixturevalue("read"))
    yield made
    made.workspace.close()


@every
def test_what_nobody_changed_there_stays_as_it_was_changed_here(
    office: Office, form: Format, read: Read
) -> None:
    office.edit("Anfang", name="Hier umbenannt", duration_minutes=5 * DAY)
    office.workspace.run("x", plan.set_predecessors(office.ids.id("Schluss"), []))
    office.workspace.run("x", plan.delete_tasks([office.ids.id("Frei")]))
    office.workspace.run("x", plan.add_task("Hier ergänzt"))
    found = office.planned()
    assert found.changes == ()
    assert {row.fate for row in found.rows} - {Fate.NOT_CARRIED} == {Fate.SKIPPED}


@every
def test_both_sides_keep_what_only_they_changed(office: Office, form: Format, read: Read) -> None:
    office.edit("Anfang", name="Hier umbenannt")
    office.edit("Mitte", duration_minutes=6 * DAY)
    if form is csv_table.FORMAT:
        office.typed_there("Anfang", "Dauer (Arbeitstage)", "7")
        office.typed_there("Mitte", "Aufgabe", "Dort umbenannt")
    else:
        office.changed_there(Anfang={"duration_minutes": 7 * DAY}, Mitte={"name": "Dort umbenannt"})
    found = office.take()
    assert office.conflicts(found) == set()
    assert (office.task("Anfang").name, office.task("Anfang").duration_minutes) == ("Hier umbenannt", 7 * DAY)
    assert (office.task("Mitte").name, office.task("Mitte").duration_minutes) == ("Dort umbenannt", 6 * DAY)
    free = ConstraintKind.AS_SOON_AS_POSSIBLE
    assert all(office.task(name).constraint_kind is free for name in NAMES[:4]), "links move what follows"
    assert office.planned().changes == ()
    office.workspace.undo()
    assert office.task("Mitte").name == "Mitte"


@every
def test_what_both_changed_differently_is_a_conflict_with_all_three_values(
    office: Office, form: Format, read: Read
) -> None:
    office.edit("Frei", duration_minutes=6 * DAY)
    if form is csv_table.FORMAT:
        office.typed_there("Frei", "Dauer (Arbeitstage)", "9")
    else:
        office.changed_there(Frei={"duration_minutes": 9 * DAY})
    found = office.planned()
    assert found.changes == ()
    said = next(
        row for row in import_preview(found, office.workspace.snapshot).rows if row.fate == "conflict"
    )
    assert said.name == "Frei"
    assert said.reason.replace("\u00a0", " ") == (
        "Hier und in der Datei geändert; der Stand hier bleibt. "
        "Dauer: ausgegeben 4 T, in der Datei 9 T, hier 6 T"
    )


@every
def test_the_same_change_on_both_sides_is_none(office: Office, form: Format, read: Read) -> None:
    office.edit("Frei", duration_minutes=9 * DAY)
    if form is csv_table.FORMAT:
        office.typed_there("Frei", "Dauer (Arbeitstage)", "9")
    else:
        office.changed_there(Frei={"duration_minutes": 9 * DAY})
    found = office.planned()
    assert (found.changes, office.conflicts(found)) == ((), set())


@every
def test_what_was_taken_and_edited_here_since_is_not_disputed_when_the_file_comes_again(
    office: Office, form: Format, read: Read
) -> None:
    if form is csv_table.FORMAT:
        office.typed_there("Frei", "Aufgabe", "Dort umbenannt")
    else:
        office.changed_there(Frei={"name": "Dort umbenannt"})
    office.take()
    assert office.task("Frei").name == "Dort umbenannt"
    office.edit("Frei", name="Danach hier umbenannt")
    found = office.planned()
    assert (found.changes, office.conflicts(found)) == ((), set())


@every
def test_a_task_that_is_gone_here_and_was_changed_there_is_a_conflict_and_stays_gone(
    office: Office, form: Format, read: Read
) -> None:
    office.workspace.run("x", plan.delete_tasks([office.ids.id("Phase")]))
    if form is csv_table.FORMAT:
        office.typed_there("Mitte", "Aufgabe", "Dort umbenannt")
    else:
        office.changed_there(Mitte={"name": "Dort umbenannt"})
    found = office.planned()
    assert found.changes == ()
    gone = {row.name: (row.fate, row.code) for row in found.rows if row.code.startswith("removed_")}
    assert gone["Dort umbenannt"] == (Fate.CONFLICT, "removed_edited")
    assert gone["Anfang"] == (Fate.SKIPPED, "removed_here")


@every
def test_links_are_compared_in_the_same_way(office: Office, form: Format, read: Read) -> None:
    ids = office.ids
    if form is csv_table.FORMAT:
        office.typed_there("Mitte", "Vorgänger", "")
        office.typed_there("Schluss", "Vorgänger", "A-003 EA+1t; A-005")
    else:
        links = {link.successor_id: link for link in office.given.all(Link)}
        more = Link(id="f" * 32, predecessor_id=ids.id("Frei"), successor_id=ids.id("Schluss"))
        rows = [row for kind in office.given.tables if kind is not Link for row in office.given.all(kind)]
        view = View(
            Snapshot.of([*rows, links[ids.id("Schluss")], more]),
            office.stamp_view.as_of,
            office.stamp_view.recorded_until,
        )
        office.data = form.make(view, None)
    lagging = next(link for link in office.given.all(Link) if link.successor_id == ids.id("Schluss"))
    office.workspace.run("x", records.edit(Link, lagging.id, lag_minutes=3 * DAY))
    office.take()
    found = {
        (office.workspace.snapshot.get(Task, link.predecessor_id).name, link.lag_minutes)
        for link in office.workspace.snapshot.all(Link)
    }
    assert found == {("Mitte", 3 * DAY), ("Frei", 0)}
    assert office.planned().changes == ()


def test_only_the_state_a_file_was_written_from_is_a_base(tmp_path: Path) -> None:
    office = Office(tmp_path, *CSV)
    try:
        stamp = stamp_of(office.ids.id("cooperation"), *_moment(office))
        base = base_of(office.workspace, stamp)
        assert base is not None
        assert base.view.snapshot == office.given
        assert base_of(office.workspace, None) is None
        assert base_of(office.workspace, replace(stamp, project="f" * 8)) is None, "another project"
        apart = replace(stamp, recorded_until=stamp.recorded_until + timedelta(seconds=1))
        assert base_of(office.workspace, apart) is None, "a copy that went its own way"
        person = office.workspace.run(
            "x", records.create(Person, name="X", municipality_id=office.ids.id("NA"))
        )
        office.workspace.erase_person("x", people.erase(person.id))
        assert base_of(office.workspace, stamp) is None, "a barrier lies between"
    finally:
        office.workspace.close()


def _moment(office: Office) -> tuple[datetime, date]:
    until = office.stamp_view.recorded_until
    assert until is not None
    return until, office.stamp_view.as_of


def test_an_end_typed_in_a_list_makes_the_task_longer_as_it_does_here(tmp_path: Path) -> None:
    office = Office(tmp_path, *CSV)
    try:
        office.typed_there("Frei", "Ende", "01.12.2026")
        office.typed_there("Fern", "Anfang", "")
        office.typed_there("Mitte", "Ende", "01.12.2020")
        found = office.take()
        assert office.task("Frei").duration_minutes == 7 * DAY
        assert office.task("Fern").constraint_on is None
        assert [row.name for row in found.rows if row.code == "odd_finish"] == ["Mitte"]
        assert office.planned().changes == ()
    finally:
        office.workspace.close()


def test_a_constraint_that_is_taken_away_there_goes_with_its_reason_and_source(tmp_path: Path) -> None:
    said = {"constraint_reason": "Umzug", "constraint_source": "Vermerk"}
    office = Office(tmp_path, *CSV, Fern=said)
    try:
        office.typed_there("Fern", "Anfang", "")
        office.take()
        freed = office.task("Fern")
        assert (freed.constraint_on, freed.constraint_reason, freed.constraint_source) == (None, "", "")
        office.workspace.undo()
        assert office.task("Fern").constraint_source == "Vermerk"
    finally:
        office.workspace.close()


def test_what_has_begun_keeps_its_days_and_the_list_says_so(tmp_path: Path) -> None:
    office = Office(tmp_path, *CSV, Frei={"actual_start_on": date(2026, 11, 19), "state": "in_progress"})
    try:
        office.typed_there("Frei", "Anfang", "07.12.2026")
        office.typed_there("Frei", "Fortschritt", "30 %")
        found = office.take()
        assert [row.name for row in found.rows if row.code == "begun_days"] == ["Frei"]
        done = office.task("Frei")
        assert (done.progress_percent, done.actual_start_on) == (30, date(2026, 11, 19))
        assert done.constraint_on is None
    finally:
        office.workspace.close()


def parts(office: Office, name: str) -> dict[str, Role]:
    snapshot, id_ = office.workspace.snapshot, office.ids.id(name)
    return {
        snapshot.get(Municipality, row.municipality_id).code: row.role
        for row in snapshot.all(Assignment)
        if row.task_id == id_
    }


def test_another_lead_in_a_list_takes_over_and_who_was_added_contributes(tmp_path: Path) -> None:
    office = Office(tmp_path, *CSV)
    try:
        office.typed_there("Anfang", "Federführung", "NA")
        office.typed_there("Mitte", "Zuarbeit", "USI, NA")
        office.typed_there("Frei", "Federführung", "USI")
        office.workspace.run("x", hand_over_lead(office.ids.id("Frei"), office.ids.id("NA")))
        found = office.take()
        assert parts(office, "Anfang") == {"NA": Role.LEAD, "USI": Role.CONTRIBUTOR}
        assert parts(office, "Mitte") == {"NA": Role.CONTRIBUTOR, "USI": Role.CONTRIBUTOR}
        assert parts(office, "Frei") == {"NA": Role.LEAD}
        (conflict,) = (row for row in import_preview(found).rows if row.fate == "conflict")
        assert conflict.reason.endswith("Federführung: ausgegeben –, in der Datei USI, hier NA")
        assert office.planned().changes == ()
    finally:
        office.workspace.close()


def test_who_is_taken_out_of_a_list_has_no_part_unless_it_was_changed_here(tmp_path: Path) -> None:
    office = Office(tmp_path, *CSV, with_parts=True)
    try:
        assert parts(office, "Mitte") == {"USI": Role.CONTRIBUTOR, "NA": Role.CONTRIBUTOR}
        office.typed_there("Mitte", "Zuarbeit", "")
        office.typed_there("Anfang", "Federführung", "")
        row = next(r for r in office.given.all(Assignment) if r.municipality_id == office.ids.id("NA"))
        office.workspace.run("x", records.edit(Assignment, row.id, due_on=date(2026, 12, 1)))
        found = office.take()
        assert parts(office, "Mitte") == {"NA": Role.CONTRIBUTOR}
        assert parts(office, "Anfang") == {}
        assert [row.name for row in found.rows if row.fate is Fate.CONFLICT] == ["NA: Mitte"]
    finally:
        office.workspace.close()


@pytest.mark.parametrize(("form", "read"), [MSPDI, GAN], ids=["mspdi", "gan"])
def test_a_bar_dragged_in_another_program_begins_no_earlier_here(
    office: Office, form: Format, read: Read
) -> None:
    day = date(2026, 12, 14)
    moved = {"constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": day}
    office.changed_there(Frei=moved, Schluss=moved)
    office.edit("Schluss", name="Hier umbenannt")
    found = office.take()
    assert office.conflicts(found) == set()
    assert [office.task(name).constraint_on for name in ("Frei", "Schluss", "Mitte")] == [day, day, None]


CELLS = {
    "Aufgabe": st.sampled_from(["Dort eins", "Dort zwei", "Beide"]),
    "Dauer (Arbeitstage)": st.integers(1, 9).map(str),
    "Frist": st.sampled_from(["04.01.2027", "05.01.2027", ""]),
    "Anfang": st.sampled_from(["07.12.2026", "14.12.2026"]),
}
FIELDS = {
    "name": st.sampled_from(["Hier eins", "Beide"]),
    "duration_minutes": st.integers(1, 9).map(lambda days: days * DAY),
    "deadline_on": st.sampled_from([date(2027, 1, 4), date(2027, 2, 1), None]),
    "constraint_on": st.sampled_from([date(2026, 12, 7), date(2026, 12, 21)]),
}
"""What is typed there and edited here, so that both can be the same."""

MEANS: Mapping[str, Callable[[str], dict[str, object]]] = {
    "Aufgabe": lambda text: {"name": text},
    "Dauer (Arbeitstage)": lambda text: {"duration_minutes": int(text) * DAY},
    "Frist": lambda text: {"deadline_on": _day(text) if text else None},
    "Anfang": lambda text: {"constraint_on": _day(text), "constraint_kind": ConstraintKind.NOT_BEFORE},
}
CELL = st.sampled_from(sorted(CELLS)).flatmap(
    lambda c: st.tuples(st.sampled_from(NAMES), st.just(c), CELLS[c])
)
FIELD = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda f: st.tuples(st.sampled_from(NAMES), st.just(f), FIELDS[f])
)


def _day(text: str) -> date:
    day, month, year = text.split(".")
    return date(int(year), int(month), int(day))


def _values(field: str, value: object) -> dict[str, object]:
    kind = {"constraint_kind": ConstraintKind.NOT_BEFORE} if field == "constraint_on" else {}
    return {field: value, **kind}


@settings(max_examples=40, deadline=None)
@given(
    typed=st.lists(CELL, max_size=8, unique_by=lambda cell: cell[:2]),
    edited=st.lists(FIELD, max_size=8, unique_by=lambda cell: cell[:2]),
)
def test_any_edits_of_a_list_and_of_the_plan_are_united_and_conflicts_are_where_both_differ(
    typed: list[tuple[str, str, str]], edited: list[tuple[str, str, object]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), *CSV)
        try:
            there: dict[tuple[str, str], dict[str, object]] = {}
            for name, column, text in sorted(typed, key=lambda cell: cell[1] == "Aufgabe"):
                office.typed_there(name, column, text)
                means = MEANS[column](text)
                there[name, next(iter(means))] = means
            here = {(name, field): _values(field, value) for name, field, value in edited}
            for (name, _), values in here.items():
                office.edit(name, **values)
            found = office.take()
            _check(office, found, there, here)
        finally:
            office.workspace.close()


Edits = Mapping[tuple[str, str], Mapping[str, object]]


def _check(office: Office, found: ChangeSet, there: Edits, here: Edits) -> None:
    conflicts = set()
    for name in NAMES:
        was = office.given.get(Task, office.ids.id(name))
        for field in FIELDS:
            group = ("constraint_on", "constraint_kind") if field == "constraint_on" else (field,)
            old = {f: getattr(was, f) for f in group}
            theirs, ours = (dict(side.get((name, field), old)) for side in (there, here))
            wanted = ours if theirs == old else theirs if ours == old else ours
            assert {f: getattr(office.task(name), f) for f in group} == wanted, (name, field)
            if old not in (theirs, ours) and theirs != ours:
                conflicts.add((was.id, field))
    assert office.conflicts(found) == conflicts


EDITS = st.lists(FIELD, max_size=8, unique_by=lambda cell: cell[:2])


@pytest.mark.parametrize("way", [MSPDI, GAN], ids=["mspdi", "gan"])
@settings(max_examples=25, deadline=None)
@given(there=EDITS, here=EDITS)
def test_any_edits_of_a_plan_on_both_sides_are_united_and_conflicts_are_where_both_differ(
    way: tuple[Format, Read], there: list[tuple[str, str, object]], here: list[tuple[str, str, object]]
) -> None:
    told = {"name", "duration_minutes"} if way is GAN else set(FIELDS)
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), *way)
        try:
            theirs = {(name, field): _values(field, value) for name, field, value in there if field in told}
            ours = {(name, field): _values(field, value) for name, field, value in here}
            rows: dict[str, dict[str, object]] = {}
            for (name, _), values in theirs.items():
                rows.setdefault(name, {}).update(values)
            office.changed_there(**rows)
            for (name, _), values in ours.items():
                office.edit(name, **values)
            _check(office, office.take(), theirs, ours)
        finally:
            office.workspace.close()
