"""A file of version 2 keeps its rows and its history on the way to version 3."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.step import Author
from ozgdesk.domain.tasks import Task
from ozgdesk.store.check import check
from ozgdesk.store.migrations import to_3
from tests.store.test_version_2 import tables_of

V2 = Path(__file__).parent.parent / "databases" / "v2.ozg"
NEW = {
    Cooperation: {"load_share": "equal", "has_load_per_person": 0},
    Municipality: {"load_percent": None},
    Committee: {"decision_rule": "not_stated"},
    Meeting: {"ends_at": "", "chair_id": None, "minutes_by_id": None, "minutes_state": "none"},
    Task: {"constraint_source": ""},
}


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "x.ozg"
    shutil.copyfile(V2, path)
    return path


@pytest.fixture
def workspace(old, tmp_path):
    found = Workspace.open(old, author=Author("Projektbüro", "USI"), backups=tmp_path / "backups")
    yield found
    found.close()


def test_every_row_comes_along_and_says_what_it_never_said_before(old):
    driver = sqlite3.connect(old)
    to_3.climb(driver)
    driver.commit()
    driver.close()
    before, after = tables_of(V2), tables_of(old)
    for kind, fields in NEW.items():
        table = table_name(kind)
        assert after.pop(table) == [row | fields for row in before.pop(table)]
    for table in ("attendance", "minute_item", "board_limit", "deviation"):
        assert after.pop(table) == []
    assert after == before


@pytest.mark.parametrize("kind", NEW)
def test_whole_rows_in_the_journal_get_the_new_fields(workspace, old, kind):
    driver = sqlite3.connect(f"file:{old}?mode=ro", uri=True)
    texts = driver.execute(
        'SELECT after FROM change WHERE "table" = ? AND before IS NULL', (table_name(kind),)
    ).fetchall()
    driver.close()
    assert texts
    for (text,) in texts:
        row = json.loads(text)
        assert row.keys() == kind.model_fields.keys()
        assert {name: row[name] for name in NEW[kind]} == NEW[kind]


def test_steps_of_the_old_version_are_undone_and_redone_to_the_last(workspace):
    full = workspace.snapshot
    count = len(workspace.heads())
    for _ in range(count):
        workspace.undo()
    assert all(not rows for rows in workspace.snapshot.tables.values())
    for _ in range(count):
        workspace.redo()
    assert workspace.snapshot == full


def test_what_is_new_is_written_into_a_file_that_passes_every_check(workspace, old):
    (committee, *_) = workspace.snapshot.all(Committee)
    workspace.run("x", records.edit(Committee, committee.id, decision_rule="consensus"))
    workspace.close()
    assert check(old) == ()
