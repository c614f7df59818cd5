"""A file of version 4 keeps its rows and its history on the way to version 5."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter, Meeting
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.step import Author
from ozgdesk.domain.tasks import Task
from ozgdesk.store.check import check
from ozgdesk.store.migrations import to_5
from tests.store.test_version_2 import tables_of

V4 = Path(__file__).parent.parent / "databases" / "v4.ozg"
NEW = {
    Cooperation: {"yellow_slip_days": 7, "red_slip_days": None},
    Municipality: {"postal_address": "", "publication_organ": ""},
    Committee: {"predecessor_id": None},
    Meeting: {"series_id": None},
    Agreement: {"wanted_on": None, "signing_days": None, "supervision_days": None, "publication_days": None},
    CouncilPaper: {"matter_id": None, "local_explanation": "", "closed_on": None, "closed_note": ""},
    Consultation: {"needs_equal_wording": 0, "suspended_kind": "not_stated"},
    Task: {"paper_id": None, "consultation_id": None},
}
ADDED = (
    "meeting_series", "matter", "paper_form",
    "report_summary", "issued_report", "sheet_set", "sheet_set_entry",
)  # fmt: skip


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "x.ozg"
    shutil.copyfile(V4, path)
    return path


@pytest.fixture
def workspace(old, tmp_path):
    found = Workspace.open(old, author=Author("Projektbüro", "USI"), backups=tmp_path / "backups")
    yield found
    found.close()


def test_every_row_comes_along_and_says_what_it_never_said_before(old):
    driver = sqlite3.connect(old)
    to_5.climb(driver)
    driver.commit()
    driver.close()
    before, after = tables_of(V4), tables_of(old)
    for kind, fields in NEW.items():
        table = table_name(kind)
        assert after.pop(table) == [row | fields for row in before.pop(table)]
    for table in ADDED:
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
    (agreement, *_) = workspace.snapshot.all(Agreement)
    workspace.run("x", records.edit(Agreement, agreement.id, signing_days=14))
    workspace.run("x", records.create(Matter, title="Vereinbarung", agreement_id=agreement.id))
    workspace.close()
    assert check(old) == ()
