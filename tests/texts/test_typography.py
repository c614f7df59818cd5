"""What a person reads keeps to German typography wherever it stands in the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ozgdesk import paths
from ozgdesk.texts import effect
from ozgdesk.texts.findings import FINDINGS

SOURCES = sorted(Path(paths.__file__).parent.rglob("*.py"))
BREAKS_BEFORE = re.compile(r"§ |\d €|\d %")


def words(file: Path) -> Iterator[str]:
    """Every string of a module that is no docstring."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documents = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def test_no_line_ends_between_a_sign_and_its_number() -> None:
    found = {f"{file.name}: {text}" for file in SOURCES for text in words(file) if BREAKS_BEFORE.search(text)}
    assert found - {"law.py: § "} == set(), "the law module replaces the plain space"


@pytest.mark.parametrize("name", ["taunus", "oberzentren", "kassel-nord", "demo"])
def test_a_sample_keeps_amounts_and_paragraphs_together(name: str) -> None:
    text = paths.resource("samples", f"{name}.toml").read_text(encoding="utf-8")
    spoken = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in spoken if re.search(r"§ |\d €", line)] == []


def test_a_sentence_after_a_colon_begins_with_a_capital() -> None:
    sentences = [*FINDINGS.values(), *effect.REASONS.values()]
    article = re.compile(r": (der|die|das|ein|eine|kein|keine|zu) ")
    assert [text for text in sentences if article.search(text)] == []
