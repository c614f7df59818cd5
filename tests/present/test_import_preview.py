import ast
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ozgdesk.domain.change_set import ChangeSet, Fate, ImportRow
from ozgdesk.present.import_preview import import_preview
from ozgdesk.texts.imports import REASONS

SOURCE = Path(__file__).parents[2] / "ozgdesk"


@cache
def words() -> frozenset[object]:
    """Every constant in the rooms that read and compare what is imported."""
    return frozenset(
        node.value
        for room in ("commands", "exchange")
        for file in (SOURCE / room).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    )


def test_what_needs_a_look_comes_first_and_every_reason_is_german() -> None:
    rows = (
        ImportRow(
            Fate.SKIPPED,
            "closure",
            "Neujahr",
            "free_anyway",
            {"first": date(2027, 1, 1), "last": date(2027, 1, 1)},
        ),
        ImportRow(Fate.NEW, "task", "Erste", "new"),
        ImportRow(Fate.CONFLICT, "task", "Zweite", "disputed", {"fields": ("name", "duration_minutes")}),
        ImportRow(Fate.NOT_CARRIED, "file", "", "costs", {"count": 1200}),
    )
    found = import_preview(ChangeSet("Plan", (), rows))
    assert [row.fate for row in found.rows] == ["conflict", "not_carried", "new", "skipped"]
    assert found.rows[0].reason == "Hier und in der Datei verschieden: Name, Dauer; der Stand hier bleibt"
    assert found.rows[3].reason == "Hier ohnehin arbeitsfrei (01.01.2027)"
    assert found.summary == "1 neu, 0 geändert, 1 übersprungen, 1 nicht übernommen, 1 Konflikt"
    assert not found.has_changes


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_used(code: str) -> None:
    assert code in words()


def test_no_reason_ends_with_a_full_stop() -> None:
    assert [text for text in REASONS.values() if re.search(r"\.$", text)] == []
