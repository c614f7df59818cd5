"""A file of version 1 keeps its rows and its history on its way up, for writers and for readers."""

import json
import os
import shutil
import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ozgdesk.commands import field_edits
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Cooperation
from ozgdesk.domain.step import Author
from ozgdesk.store import backups, restore, schema
from ozgdesk.store.check import check
from ozgdesk.store.migrations import ladder, to_2
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile
from ozgdesk.store.reading import open_reading
from ozgdesk.texts.problems import problem_message
from tests.store.project import state_of

V1 = Path(__file__).parent.parent / "databases" / "v1.ozg"
AUTHOR = Author("Projektbüro", "USI")
BEFORE_ALL = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "x.ozg"
    shutil.copyfile(V1, path)
    return path


@pytest.fixture
def workspace(old, tmp_path):
    found = Workspace.open(old, author=AUTHOR, backups=tmp_path / "backups")
    yield found
    found.close()


def tables_of(path):
    """Every row of the file as it lies there, by table, with the names of its columns."""
    driver = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    driver.row_factory = sqlite3.Row
    names = [name for (name,) in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {
        name: [dict(row) for row in driver.execute(f'SELECT * FROM "{name}"')]
        for name in names
        if name not in ("meta", "change")
    }
    driver.close()
    return found


def version_of(path):
    driver = sqlite3.connect(path)
    version = driver.execute("PRAGMA user_version").fetchone()[0]
    driver.close()
    return version


def cooperation_of(holder):
    (found,) = holder.snapshot.all(Cooperation)
    return found


def test_every_row_comes_along_and_24_and_31_december_stay_free(old):
    driver = sqlite3.connect(old)
    to_2.climb(driver)
    driver.commit()
    driver.close()
    before, after = tables_of(V1), tables_of(old)
    free = {"christmas_eve_is_free": 1, "new_years_eve_is_free": 1}
    assert after.pop("cooperation") == [row | free for row in before.pop("cooperation")]
    assert after == before


def test_a_good_backup_of_the_old_version_is_made_before(workspace, old, tmp_path):
    (backup,) = backups.list_backups(old, tmp_path / "backups")
    assert backup.reason == "migration"
    assert backups.is_good(backup.path)
    assert version_of(backup.path) == 1
    assert tables_of(backup.path) == tables_of(V1)


def test_a_whole_row_in_the_journal_gets_the_new_fields_and_a_changed_field_stays_alone(workspace, old):
    driver = sqlite3.connect(f"file:{old}?mode=ro", uri=True)
    texts = driver.execute(
        "SELECT before, after FROM change WHERE \"table\" = 'cooperation' ORDER BY step"
    ).fetchall()
    driver.close()
    (_, made), (_, changed) = ((json.loads(b or "null"), json.loads(a)) for b, a in texts)
    assert made.keys() == Cooperation.model_fields.keys()
    assert (made["christmas_eve_is_free"], made["new_years_eve_is_free"]) == (True, True)
    assert changed == {"source": "geändert"}


def test_steps_of_the_old_version_are_undone_and_redone_to_the_last(workspace):
    full = workspace.snapshot
    count = len(workspace.heads())
    for _ in range(count):
        workspace.undo()
    assert all(not rows for rows in workspace.snapshot.tables.values())
    assert workspace.undo_label is None
    for _ in range(count):
        workspace.redo()
    assert workspace.snapshot == full


def test_a_cooperation_deleted_by_the_old_version_comes_back(old, tmp_path):
    """Its whole row stands before the step there."""
    driver = sqlite3.connect(old)
    driver.execute("UPDATE change SET before = after, after = NULL WHERE step = 1 AND position = 0")
    driver.execute("DELETE FROM change WHERE step = 2")
    driver.execute("DELETE FROM step WHERE number = 2")
    driver.execute("DELETE FROM cooperation")
    driver.execute("DELETE FROM meta WHERE key = 'row_hash'")
    driver.commit()
    driver.close()
    with open_reading(old) as reading:
        (change, *_) = reading.step(1).changes
    assert isinstance(change.before, Cooperation)
    assert change.before.christmas_eve_is_free


def test_what_is_new_can_be_edited_undone_and_opened_again(workspace, old, tmp_path):
    row = cooperation_of(workspace)
    workspace.run("x", field_edits.set_field(Cooperation, row.id, "christmas_eve_is_free", False))
    assert not cooperation_of(workspace).christmas_eve_is_free
    workspace.undo()
    assert cooperation_of(workspace) == row
    workspace.redo()
    workspace.close()
    assert check(old) == ()
    again = ProjectFile.open(old, holder="A", backups=tmp_path / "backups")
    (kept,) = again.read().all(Cooperation)
    assert (kept.christmas_eve_is_free, kept.new_years_eve_is_free) == (False, True)
    again.close()
    assert len(backups.list_backups(old, tmp_path / "backups")) == 1, "migrated once"


def test_a_reader_sees_the_old_file_as_the_new_version_also_as_known_before(old):
    old.chmod(0o444)
    before = state_of(old.parent)
    with open_reading(old) as reading:
        assert cooperation_of(reading).new_years_eve_is_free
    reader = Workspace.open_reading(old, author=AUTHOR)
    past = reader.view_known_at(BEFORE_ALL.date(), BEFORE_ALL)
    assert all(not rows for rows in past.snapshot.tables.values())
    reader.close()
    assert check(old) == ()
    assert state_of(old.parent) == before


def test_a_write_protected_old_file_is_not_replaced_by_a_migrated_one(old, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    before = old.read_bytes()
    with pytest.raises(StoreProblem) as caught:
        ProjectFile.open(old, holder="A", backups=tmp_path / "backups")
    assert caught.value.code == "read_only"
    assert old.read_bytes() == before
    assert backups.list_backups(old, tmp_path / "backups") == ()


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_a_migrated_file_keeps_the_rights_its_owner_gave(old, tmp_path):
    old.chmod(0o664)
    ProjectFile.open(old, holder="A", backups=tmp_path / "backups").close()
    assert stat.S_IMODE(old.stat().st_mode) == 0o664


def test_a_backup_of_the_old_version_is_restored_and_brought_up_to_date(workspace, old, tmp_path):
    rows = workspace.snapshot
    (backup,) = backups.list_backups(old, tmp_path / "backups")
    workspace.run("x", field_edits.set_field(Cooperation, cooperation_of(workspace).id, "name", "Neu"))
    workspace.close()
    restore.restore(backup.path, old, holder="A")
    assert version_of(old) == 1
    again = Workspace.open(old, author=AUTHOR, backups=tmp_path / "backups")
    assert again.snapshot == rows
    again.close()


def test_a_backup_of_the_old_version_forgets_what_is_erased_and_stays_good(old, tmp_path):
    project = ProjectFile.open(old, holder="A", backups=tmp_path / "backups")
    (backup,) = backups.list_backups(old, tmp_path / "backups")
    assert "geändert".encode() in backup.path.read_bytes()
    project.blank({"geändert": "–"})
    project.close()
    for file in (old, backup.path):
        assert "geändert".encode() not in file.read_bytes()
        assert backups.is_good(file)
        assert check(file) == ()
        assert version_of(file) == schema.SCHEMA_VERSION


def test_a_file_of_the_next_version_is_refused_with_a_sentence_and_stays_as_it_is(old):
    driver = sqlite3.connect(old)
    driver.execute(f"PRAGMA user_version={schema.SCHEMA_VERSION + 1}")
    driver.close()
    before = old.read_bytes()
    for opening in (lambda: ProjectFile.open(old, holder="A"), lambda: open_reading(old), lambda: check(old)):
        with pytest.raises(StoreProblem) as caught:
            opening()
        assert caught.value.code == "too_new"
        assert "neueren Version" in problem_message(caught.value)
    assert old.read_bytes() == before


def test_a_row_changed_behind_the_journal_of_an_old_file_is_found(old):
    driver = sqlite3.connect(old)
    driver.execute("UPDATE task SET state_reason = 'anders'")
    driver.commit()
    driver.close()
    assert {finding.code for finding in check(old)} == {"changed_outside"}


def test_a_broken_journal_of_an_old_file_is_a_finding_and_nothing_worse(old):
    driver = sqlite3.connect(old)
    driver.execute("UPDATE change SET after = '{' WHERE \"table\" = 'cooperation' AND step = 1")
    driver.commit()
    driver.close()
    assert {finding.code for finding in check(old)} == {"changed_outside", "journal"}


def test_an_empty_file_of_the_old_version_climbs_too(tmp_path):
    path = tmp_path / "x.ozg"
    shutil.copyfile(V1, path)
    driver = sqlite3.connect(path, isolation_level=None)
    driver.execute("PRAGMA foreign_keys=off")
    for table in tables_of(V1):
        driver.execute(f'DELETE FROM "{table}"')
    driver.execute("DELETE FROM change")
    ladder.climb(driver, 1)
    driver.close()
    assert version_of(path) == schema.SCHEMA_VERSION
