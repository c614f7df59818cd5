"""A file of version 3 keeps its rows and its history on the way to version 4."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.drafting import ClauseTemplate
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.step import Author
from ozgdesk.domain.tasks import Task
from ozgdesk.store.check import check
from ozgdesk.store.migrations import to_4
from tests.store.test_version_2 import tables_of

V3 = Path(__file__).parent.parent / "databases" / "v3.ozg"
NEW = {
    Agreement: {
        "notice_months": None,
        "notice_to": "not_stated",
        "renewal_years": None,
        "review_on": None,
        "cost_key": "not_stated",
        "copies_count": None,
        "has_seal_field": 0,
    },
    AgreementParty: {"cost_percent": None},
    AgreementVersion: {"based_on_id": None},
    Clause: {"topic": "not_stated"},
    Task: {"agreement_id": None, "agreement_date": None},
}
ADDED = (
    "agreement_copy", "accession_condition", "clause_template", "remark", "change_reason", "review_note",
)  # fmt: skip


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "x.ozg"
    shutil.copyfile(V3, path)
    return path


@pytest.fixture
def workspace(old, tmp_path):
    found = Workspace.open(old, author=Author("Projektbüro", "USI"), backups=tmp_path / "backups")
    yield found
    found.close()


def test_every_row_comes_along_and_says_what_it_never_said_before(old):
    driver = sqlite3.connect(old)
    to_4.climb(driver)
    driver.commit()
    driver.close()
    before, after = tables_of(V3), tables_of(old)
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
    workspace.run("x", records.edit(Agreement, agreement.id, cost_key="equal", has_seal_field=True))
    workspace.run("x", records.create(ClauseTemplate, name="Kosten", topic="costs"))
    workspace.close()
    assert check(old) == ()
