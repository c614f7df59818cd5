from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.commands.workspace import LARGE_STEP
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Risk
from ozgdesk.domain.transaction import Transaction
from tests.helpers import id_of, make_workspace


def many_risks(tx: Transaction) -> None:
    tx.insert_many(Risk(id=id_of(n), order="A", title=f"Risiko {n}") for n in range(LARGE_STEP + 1))


def test_a_large_step_and_its_undo_are_done_by_whoever_borrows_the_connection(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, [])
    lent: list[object] = []

    def lend(work: Callable[[], Any]) -> Any:
        with pytest.raises(RuleViolation) as refusal:
            workspace.run("Risiko anlegen", lambda tx: None)
        assert refusal.value.code == "busy"
        lent.append(work)
        return work()

    workspace.lend = lend
    workspace.run("Risiko anlegen", many_risks)
    assert len(lent) == 1
    workspace.undo()
    assert len(lent) == 3, "reading the step and writing its inverse"
    assert workspace.snapshot.all(Risk) == ()
    workspace.run("Risiko anlegen", lambda tx: tx.insert(Risk(id=id_of(1), order="A", title="Klein")))
    assert len(lent) == 3
    workspace.close()


def test_after_a_large_step_that_failed_work_goes_on(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, [])

    def fail(_work: Callable[[], Any]) -> Any:
        raise RuleViolation("refused", reason="Probe")

    workspace.lend = fail
    with pytest.raises(RuleViolation):
        workspace.run("Risiko anlegen", many_risks)
    assert workspace.snapshot.all(Risk) == ()
    workspace.run("Risiko anlegen", lambda tx: tx.insert(Risk(id=id_of(1), order="A", title="Klein")))
    assert len(workspace.heads()) == 1
    workspace.close()
