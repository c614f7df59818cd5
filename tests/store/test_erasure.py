import re
import sqlite3

import pytest

from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author, Change
from ozgdesk.domain.tasks import Task
from ozgdesk.store import backups
from ozgdesk.store.check import check
from ozgdesk.store.erasure import free_text
from ozgdesk.store.past import snapshot_at
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from ozgdesk.store.restore import restore
from tests.store.project import HEAD, changed, id_of, inserted, municipalities, task, with_head

NAME = 'Dr. Käthe "Kati" Groß-Müßig'
MAIL = "kaethe.gross@usingen.example"
VALUES = {NAME: "Sachbearbeitung", MAIL: "poststelle@usingen.example"}


@pytest.fixture
def folder(tmp_path):
    """A project that names a person in rows, journal, label, author, backups and a file put aside."""
    path = tmp_path / "x.ozg"
    create(path, Snapshot.of(municipalities()))
    project = ProjectFile.open(path, holder="A", backups=tmp_path / "backups")
    person = Person(id=id_of(5), name=NAME, email=MAIL)
    named = with_head(label=f"{NAME} anlegen", author=Author(NAME, "USI"))
    project.append(named, [inserted(person), inserted(task(1, description=f"{NAME} fragen\n{MAIL}\n" * 50))])
    project.append(HEAD, [Change(Person, person.id, person, changed(person, function=f"wie {NAME}"))])
    backup = project.backup("day")
    project.append(HEAD, [inserted(task(2, source=NAME))])
    project.append(HEAD, [Change(Task, id_of(2), task(2, source=NAME), None)])
    project.close()
    restore(backup, path, holder="A")
    project = ProjectFile.open(path, holder="A", backups=tmp_path / "backups")
    project.append(HEAD, [inserted(task(3, name=f"Übergabe {NAME}"))])
    project.backup("manual")
    project.close()
    return tmp_path


def traces(folder):
    """Files in which the name or the address, as such or escaped, can still be read."""
    spellings = {
        text.encode(code)
        for key in VALUES
        for text in (key, key.replace('"', '\\"'), "Groß-Müßig", "kaethe.gross")
        for code in ("utf-8", "utf-16-le", "latin-1")
    }
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.name for file in files if any(spelling in file.read_bytes() for spelling in spellings)}


def blank(folder, values=VALUES):
    project = ProjectFile.open(folder / "x.ozg", holder="A", backups=folder / "backups")
    try:
        project.blank(values)
        return project.read()
    finally:
        project.close()


def test_no_byte_of_the_person_is_left_in_any_file(folder):
    assert len(traces(folder)) == 4
    blank(folder)
    assert traces(folder) == set()


def test_deleting_the_row_alone_would_leave_traces(folder):
    driver = sqlite3.connect(folder / "x.ozg")
    driver.execute("DELETE FROM person")
    driver.execute("UPDATE task SET description = '', name = 'x', source = ''")
    driver.commit()
    driver.close()
    assert "x.ozg" in traces(folder)


def test_what_others_left_in_unused_pages_is_gone_too(folder):
    driver = sqlite3.connect(folder / "x.ozg", isolation_level=None)
    driver.execute("PRAGMA secure_delete=off")
    driver.execute("CREATE TABLE other (a TEXT)")
    driver.executemany("INSERT INTO other VALUES (?)", [(NAME * 20,) for _ in range(50)])
    driver.execute("DROP TABLE other")
    driver.close()
    assert (folder / "x.ozg").read_bytes().count(NAME.encode()) > 500
    blank(folder)
    assert traces(folder) == set()


def test_the_replacement_stands_where_the_text_stood(folder):
    rows = blank(folder)
    assert rows.get(Person, id_of(5)).name == "Sachbearbeitung"
    assert rows.get(Person, id_of(5)).function == "wie Sachbearbeitung"
    assert rows.get(Person, id_of(5)).email == "poststelle@usingen.example"
    assert rows.get(Task, id_of(3)).name == "Übergabe Sachbearbeitung"


def test_everything_else_stays_and_rows_still_fit_the_journal(folder):
    with open_reading(folder / "x.ozg") as reading:
        before = [reading.step(head.number) for head in reading.heads]
    blank(folder)
    assert check(folder / "x.ozg") == ()
    with open_reading(folder / "x.ozg") as reading:
        after = [reading.step(head.number) for head in reading.heads]
        assert snapshot_at(reading, HEAD.at).all(Person)
    for old, new in zip(before, after, strict=True):
        assert [(change.kind, change.id) for change in old.changes] == [
            (change.kind, change.id) for change in new.changes
        ]
        assert new.head.at == old.head.at
        assert new.head.label == old.head.label.replace(NAME, "Sachbearbeitung")


def test_backups_stay_good_and_can_be_restored(folder):
    count = len(backups.list_backups(folder / "x.ozg", folder / "backups"))
    blank(folder)
    found = backups.list_backups(folder / "x.ozg", folder / "backups")
    assert len(found) == count
    assert all(backups.is_good(backup.path) for backup in found)
    restore(found[-1].path, folder / "x.ozg", holder="A")
    with open_reading(folder / "x.ozg") as reading:
        assert reading.snapshot.get(Person, id_of(5)).name == "Sachbearbeitung"


def test_a_copy_that_cannot_be_read_any_more_is_removed(folder):
    backup = backups.list_backups(folder / "x.ozg", folder / "backups")[0].path
    backup.write_bytes(NAME.encode() * 1000)
    (folder / "x.ozg.vorher").write_bytes(b"SQLite format 3\0" + NAME.encode() * 1000)
    blank(folder)
    assert not backup.exists()
    assert not (folder / "x.ozg.vorher").exists()
    assert traces(folder) == set()


def test_other_spellings_go_and_other_words_and_numbers_stay(folder):
    project = ProjectFile.open(folder / "x.ozg", holder="A", backups=folder / "backups")
    other = f"{NAME.upper()}, {NAME}s Akte_{NAME}_1.pdf; Haupt, Hauptamt, 1024 Euro"
    project.append(HEAD, [inserted(task(7, name=other, source="1024"))])
    project.append(HEAD, [Change(Task, id_of(7), task(7, name=other, source="1024"), None)])
    project.append(HEAD, [inserted(task(8, name=other, source="1024"))])
    project.close()
    rows = blank(folder, {NAME: "Stelle", "Haupt": "Stelle", "1024": "–"})
    kept = "Stelle, Stelles Akte_Stelle_1.pdf; Stelle, Hauptamt, 1024 Euro"
    assert (rows.get(Task, id_of(8)).name, rows.get(Task, id_of(8)).source) == (kept, "–")
    with open_reading(folder / "x.ozg") as reading:
        removed = reading.step(reading.heads[-2].number).changes[0].before
        assert (removed.name, removed.source) == (kept, "–")
    assert not any(NAME.upper().encode() in file.read_bytes() for file in folder.rglob("*.ozg"))


def test_a_backup_of_a_newer_version_stops_with_a_problem_before_the_file_is_touched(folder):
    backup = backups.list_backups(folder / "x.ozg", folder / "backups")[0].path
    driver = sqlite3.connect(backup)
    driver.execute("PRAGMA user_version=9999")
    driver.close()
    with pytest.raises(StoreProblem) as caught:
        blank(folder)
    assert caught.value.code == "too_new"
    assert "x.ozg" in traces(folder)


def test_a_replacement_that_is_too_long_is_cut_to_the_field(folder):
    rows = blank(folder, {NAME: "Amt " * 100})
    assert len(rows.get(Person, id_of(5)).name) <= 300
    assert check(folder / "x.ozg") == ()


@pytest.mark.parametrize("values", [{"": "x"}, {"x": ""}, {" ": "x"}])
def test_empty_texts_are_a_mistake(folder, values):
    with pytest.raises(ValueError, match="empty"):
        blank(folder, values)


def test_ids_codes_and_word_lists_are_not_free_text():
    assert {"id", "kind", "state", "number", "order", "parent_id"}.isdisjoint(free_text(Task))
    assert {"name", "description", "source"} <= set(free_text(Task))
    assert re.match("[a-z_]+", next(iter(free_text(Person))))
