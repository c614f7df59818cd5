"""A file of each older version keeps its rows and its history on the way to the next one."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter, Meeting
from ozgdesk.domain.drafting import ClauseTemplate
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.reporting import SheetSet, SheetSetEntry
from ozgdesk.domain.step import Author
from ozgdesk.domain.tasks import BoardLimit, Task
from ozgdesk.store.check import check
from ozgdesk.store.migrations import to_3, to_4, to_5, to_6
from tests.store.test_version_2 import tables_of

DATABASES = Path(__file__).parent.parent / "databases"


@dataclass(frozen=True)
class Rung:
    """From a stored file of `version` to the next one: what old rows say in new columns, and new tables."""

    version: int
    climb: Callable[[sqlite3.Connection], None]
    new: Mapping[type[Entity], Mapping[str, Any]]
    added: tuple[str, ...]
    edited: tuple[type[Entity], Mapping[str, Any]]
    created: tuple[type[Entity], Mapping[str, Any]]

    @property
    def file(self) -> Path:
        return DATABASES / f"v{self.version}.ozg"


RUNGS = (
    Rung(
        2,
        to_3.climb,
        {
            Cooperation: {"load_share": "equal", "has_load_per_person": 0},
            Municipality: {"load_percent": None},
            Committee: {"decision_rule": "not_stated"},
            Meeting: {"ends_at": "", "chair_id": None, "minutes_by_id": None, "minutes_state": "none"},
            Task: {"constraint_source": ""},
        },
        ("attendance", "minute_item", "board_limit", "deviation"),
        (Committee, {"decision_rule": "consensus"}),
        (BoardLimit, {"state": "in_progress", "most": 3}),
    ),
    Rung(
        3,
        to_4.climb,
        {
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
        },
        (
            *("agreement_copy", "accession_condition"),
            *("clause_template", "remark", "change_reason", "review_note"),
        ),
        (Agreement, {"cost_key": "equal", "has_seal_field": True}),
        (ClauseTemplate, {"name": "Kosten", "topic": "costs"}),
    ),
    Rung(
        4,
        to_5.climb,
        {
            Cooperation: {"yellow_slip_days": 7, "red_slip_days": None},
            Municipality: {"postal_address": "", "publication_organ": ""},
            Committee: {"predecessor_id": None},
            Meeting: {"series_id": None},
            Agreement: {
                "wanted_on": None,
                "signing_days": None,
                "supervision_days": None,
                "publication_days": None,
            },
            CouncilPaper: {"matter_id": None, "local_explanation": "", "closed_on": None, "closed_note": ""},
            Consultation: {"needs_equal_wording": 0, "suspended_kind": "not_stated"},
            Task: {"paper_id": None, "consultation_id": None},
        },
        (
            *("meeting_series", "matter", "paper_form"),
            *("report_summary", "issued_report", "sheet_set", "sheet_set_entry"),
        ),
        (Agreement, {"signing_days": 14}),
        (Matter, {"title": "Vereinbarung"}),
    ),
    Rung(
        5,
        to_6.climb,
        {
            Municipality: {"crest_id": None},
            Matter: {"wanted_on": None},
            SheetSetEntry: {"version_id": None, "baseline_id": None},
        },
        (),
        (Matter, {"wanted_on": date(2027, 6, 30)}),
        (SheetSet, {"name": "Für die Steuerungsgruppe"}),
    ),
)


@pytest.fixture(params=RUNGS, ids=lambda rung: f"from_{rung.version}")
def rung(request: pytest.FixtureRequest) -> Rung:
    found: Rung = request.param
    return found


@pytest.fixture
def old(rung: Rung, tmp_path: Path) -> Path:
    path = tmp_path / "x.ozg"
    shutil.copyfile(rung.file, path)
    return path


@pytest.fixture
def workspace(old: Path, tmp_path: Path) -> Iterator[Workspace]:
    found = Workspace.open(old, author=Author("Projektbüro", "USI"), backups=tmp_path / "backups")
    yield found
    found.close()


def test_every_row_comes_along_and_says_what_it_never_said_before(rung: Rung, old: Path) -> None:
    driver = sqlite3.connect(old)
    rung.climb(driver)
    driver.commit()
    driver.close()
    before, after = tables_of(rung.file), tables_of(old)
    for kind, fields in rung.new.items():
        table = table_name(kind)
        assert after.pop(table) == [row | fields for row in before.pop(table)]
    for table in rung.added:
        assert after.pop(table) == []
    assert after == before


def test_whole_rows_in_the_journal_get_the_new_fields(rung: Rung, workspace: Workspace, old: Path) -> None:
    driver = sqlite3.connect(f"file:{old}?mode=ro", uri=True)
    for kind, fields in rung.new.items():
        texts = driver.execute(
            'SELECT after FROM change WHERE "table" = ? AND before IS NULL', (table_name(kind),)
        ).fetchall()
        assert texts
        for (text,) in texts:
            row = json.loads(text)
            assert row.keys() == kind.model_fields.keys()
            assert {name: row[name] for name in fields} == fields
    driver.close()


def test_steps_of_the_old_version_are_undone_and_redone_to_the_last(workspace: Workspace) -> None:
    full = workspace.snapshot
    count = len(workspace.heads())
    for _ in range(count):
        workspace.undo()
    assert all(not rows for rows in workspace.snapshot.tables.values())
    for _ in range(count):
        workspace.redo()
    assert workspace.snapshot == full


def test_what_is_new_is_written_into_a_file_that_passes_every_check(
    rung: Rung, workspace: Workspace, old: Path
) -> None:
    kind, values = rung.edited
    (row, *_) = workspace.snapshot.all(kind)
    workspace.run("x", records.edit(kind, row.id, **values))
    workspace.run("x", records.create(rung.created[0], **rung.created[1]))
    workspace.close()
    assert check(old) == ()
