"""Reason and source of a constraint on their way through other programs and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import apply, plan_import
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import ConstraintKind
from ozgdesk.exchange.format import Format
from tests.commands.given_plan import GAN, MSPDI, Office, Read
from tests.helpers import TODAY, cooperation, four_municipalities, transaction

WHY = {"constraint_reason": "Umzug", "constraint_source": "Vermerk"}
both = pytest.mark.parametrize(("form", "read"), [MSPDI, GAN], ids=["mspdi", "gan"])


@both
@pytest.mark.parametrize("said", [("Umzug  des Amts", "Vermerk vom 02.11."), ("", "§ 3"), ("=1+1 <&>", "")])
def test_reason_and_source_of_a_constraint_go_along_to_another_project(
    tmp_path: Path, said: tuple[str, str], form: Format, read: Read
) -> None:
    office = Office(tmp_path, form, read, Fern={"constraint_reason": said[0], "constraint_source": said[1]})
    try:
        assert office.planned().changes == ()
        incoming = read(office.folder / f"plan.{form.suffix}")
        tx = transaction([cooperation(), *four_municipalities()])
        mapping = proposed_mapping(tx.snapshot(), incoming)
        apply(plan_import(tx.snapshot(), incoming, mapping, today=TODAY))(tx)
        (taken,) = (row for row in tx.all(Task) if row.name == "Fern")
        assert (taken.constraint_reason.split(), taken.constraint_source) == (said[0].split(), said[1])
        assert plan_import(tx.snapshot(), incoming, mapping, today=TODAY).changes == ()
    finally:
        office.workspace.close()


@both
@pytest.mark.parametrize("there", ["Neubau", ""])
def test_a_reason_that_was_changed_or_emptied_there_is_taken_once(
    tmp_path: Path, there: str, form: Format, read: Read
) -> None:
    office = Office(tmp_path, form, read, Fern=WHY)
    try:
        office.edit("Fern", constraint_source="Beschluss")
        office.changed_there(Fern={"constraint_reason": there})
        found = office.take()
        assert office.conflicts(found) == set()
        assert office.task("Fern").constraint_reason == there
        assert office.task("Fern").constraint_source == "Beschluss"
        assert office.planned().changes == ()
        office.workspace.undo()
        assert office.task("Fern").constraint_reason == "Umzug"
    finally:
        office.workspace.close()


def test_a_constraint_freed_in_ms_project_goes_with_its_reason(
    tmp_path: Path,
) -> None:
    office = Office(tmp_path, *MSPDI, Fern=WHY)
    try:
        freed = {"constraint_kind": ConstraintKind.AS_SOON_AS_POSSIBLE, "constraint_on": None}
        office.changed_there(Fern=freed)
        office.take()
        assert (office.task("Fern").constraint_on, office.task("Fern").constraint_reason) == (None, "")
        assert office.planned().changes == ()
    finally:
        office.workspace.close()


@both
def test_a_file_without_a_place_for_reasons_leaves_them_as_they_are(
    tmp_path: Path, form: Format, read: Read
) -> None:
    office = Office(tmp_path, form, read, Fern=WHY)
    try:
        text = office.data.decode("utf-8")
        for title in ("Grund der Vorgabe", "Quelle der Vorgabe"):
            text = text.replace(title, "Eigene Spalte")
        office.data = text.encode("utf-8")
        found = office.planned()
        assert found.changes == ()
        assert office.conflicts(found) == set()
    finally:
        office.workspace.close()
