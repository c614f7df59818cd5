"""A form of feedback that was filled in and saved with LibreOffice Calc comes back as it was meant."""

import shutil
import subprocess
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.feedback import FeedbackPlan
from ozgdesk.exchange.feedback_reading import read
from ozgdesk.present.feedback_preview import feedback_preview
from tests.commands.feedback_plans import planned
from tests.exchange.feedback_files import FIRST, Change, both, fill, form_file, rows


@cache
def _calc_works() -> bool:
    """Whether there is a LibreOffice here that knows tables; some installations only know documents."""
    found = shutil.which("soffice")
    return found is not None and any(Path(found).resolve().parent.glob("libsclo.so"))


pytestmark = pytest.mark.skipif(not _calc_works(), reason="LibreOffice Calc is not installed")


def saved(folder: Path, change: Change) -> Path:
    """The form after `change`, opened and saved by LibreOffice."""
    source, target = form_file(folder, change), folder / "out"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    call = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(source)]
    subprocess.run(call, capture_output=True, check=True, timeout=180)
    return target / source.name


def told(plan: FeedbackPlan) -> list[tuple[str, str]]:
    """What the form says otherwise than it was given out, and what of it is not taken."""
    shown = feedback_preview(plan).rows
    return [
        (row.number, row.told) if row.fate == Fate.CHANGED else ("", row.reason)
        for row in shown
        if row.fate in (Fate.CHANGED, Fate.NOT_CARRIED)
    ]


def test_what_was_typed_comes_back_and_the_form_is_still_protected(tmp_path: Path) -> None:
    remark = fill("A-002", remark="Grüße aus „Calc“")
    path = saved(tmp_path, both(remark, fill("A-003", state="erledigt")))
    book = openpyxl.load_workbook(path)
    assert [sheet.protection.sheet for sheet in book] == [True, True, True]
    assert book["Daten"].sheet_state == "hidden"
    lists = [rule for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list"]
    assert f"G{FIRST}" in {str(rule.sqref) for rule in lists}
    plan = planned(read(path), rows())
    assert plan.feedback.is_intact
    assert told(plan) == [("A-002", "Grüße aus „Calc“"), ("A-003", "erledigt")]


def test_a_careless_answer_is_named_and_the_honest_one_beside_it_taken(tmp_path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        fill("A-002", day=datetime(2026, 12, 30))(book)
        fill("A-003", state="erledigt")(book)
        fill("A-007", remark="=1+1")(book)
        book.worksheets[0].cell(30, 1).value = "A-005"

    found = told(planned(read(saved(tmp_path, spoil)), rows()))
    assert [answer for answer in found if answer[0]] == [("A-002", "30.12.2026"), ("A-003", "erledigt")]
    formula, foreign = (reason for number, reason in found if not number)
    assert formula.startswith("Zeile 9: In der Spalte „Bemerkung“ steht eine Formel")
    assert foreign.startswith("Zeile 30: „A-005“ gehört nicht zu diesem Bogen")
