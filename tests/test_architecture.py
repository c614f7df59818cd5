"""The house rules that a machine can check: imports, sizes, language, forbidden calls, glossary."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from ozgdesk.domain.registry import ENTITIES
from ozgdesk.paths import resource

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ozgdesk"
ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
PACKAGE_SOURCES = sorted(PACKAGE.rglob("*.py"))
SOURCES = [
    *PACKAGE_SOURCES,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "benchmarks").rglob("*.py")),
    ROOT / "dev.py",
    ROOT / "build.spec",
]
BANNED_NAMES = {"model_copy", "setlocale", "popen", "QSqlTableModel", "QUndoStack"}
BANNED_BUILTINS = {"eval", "exec", "__import__"}
BANNED_MODULES = {"pickle", "shelve", "marshal", "yaml"}
Nodes = list[ast.AST]
"""A module and all below it, as `ast.walk` yields them."""

Rule = Callable[[Nodes], Iterator[str]]
"""Finds what one rule forbids, each with its line."""

TEXT_SUFFIXES = {".py", ".md", ".toml", ".yml", ".yaml", ".json", ".spec", ".lock", ".svg", ".txt", ""}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def docstrings(module: ast.Module) -> set[int]:
    """Return the ids of the nodes that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(module) if isinstance(node, owners))
    firsts = (body[0] for body in bodies if body)
    return {id(first.value) for first in firsts if isinstance(first, ast.Expr)}


def texts(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield every string that is not a docstring, with its line."""
    skipped = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def test_the_import_contracts_hold() -> None:
    """In a process of its own: import-linter switches off every logger it finds."""
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", lint, "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def long_functions(nodes: Nodes) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and (size := (node.end_lineno or 0) - node.lineno + 1) > 40:
            yield f"{node.lineno} {node.name} has {size} lines"


def banned_things(nodes: Nodes) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in BANNED_NAMES:
            yield f"{node.lineno} .{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in BANNED_BUILTINS:
                yield f"{node.lineno} {node.func.id}()"
        elif isinstance(node, ast.Import):
            yield from (f"{node.lineno} {a.name}" for a in node.names if a.name in BANNED_MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in BANNED_MODULES:
            yield f"{node.lineno} {node.module}"
        elif isinstance(node, ast.keyword) and node.arg == "shell":
            yield f"{node.value.lineno} shell="


def swallowed_errors(nodes: Nodes) -> Iterator[str]:
    broad = {"Exception", "BaseException"}
    for node in nodes:
        if isinstance(node, ast.ExceptHandler) and len(node.body) == 1 and isinstance(node.body[0], ast.Pass):
            caught = node.type.id if isinstance(node.type, ast.Name) else ""
            if node.type is None or caught in broad:
                yield f"{node.lineno} except {caught}: pass"


def missing_door_signs(nodes: Nodes) -> Iterator[str]:
    module = nodes[0]
    if isinstance(module, ast.Module) and not ast.get_docstring(module):
        yield "1 does not say what lives here"


RULES: dict[Rule, list[Path]] = {
    long_functions: SOURCES,
    banned_things: SOURCES,
    swallowed_errors: SOURCES,
    missing_door_signs: PACKAGE_SOURCES,
}


@cache
def offences() -> dict[Rule, list[str]]:
    """What each rule finds in its sources; each file is parsed and walked once."""
    found: dict[Rule, list[str]] = {rule: [] for rule in RULES}
    for path in SOURCES:
        nodes = list(ast.walk(tree(path)))
        for rule, sources in RULES.items():
            if path in sources:
                found[rule] += [f"{name_of(path)}:{what}" for what in rule(nodes)]
    return found


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (long_functions, "def f():\n" + "    f()\n" * 40),
        (banned_things, "eval('1')"),
        (banned_things, "import os, pickle"),
        (banned_things, "from yaml import load"),
        (banned_things, "row.model_copy()"),
        (banned_things, "run('ls', shell=False)"),
        (swallowed_errors, "try:\n    f()\nexcept:\n    pass"),
        (swallowed_errors, "try:\n    f()\nexcept Exception:\n    pass"),
        (missing_door_signs, "import os"),
    ],
)
def test_each_rule_finds_what_it_forbids(rule: Rule, code: str) -> None:
    assert len(list(rule(list(ast.walk(ast.parse(code)))))) == 1


def test_no_file_has_more_than_400_lines() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_has_more_than_40_lines() -> None:
    assert offences()[long_functions] == []


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_every_room_has_a_door_sign_of_at_most_ten_lines(room: Path) -> None:
    sign = ast.get_docstring(tree(room / "__init__.py"))
    assert sign, "what lives here, what it may import, how to add one"
    assert len(sign.splitlines()) <= 10


def test_every_module_says_what_lives_in_it() -> None:
    assert offences()[missing_door_signs] == []


@pytest.mark.parametrize("room", ["domain", "store", "commands"])
def test_inner_rooms_hold_no_german_text(room: str) -> None:
    found = [
        f"{name_of(path)}:{line} {text!r}"
        for path in (PACKAGE / room).rglob("*.py")
        for line, text in texts(tree(path))
        if re.search("[äöüßÄÖÜẞ„“]", text)
    ]
    assert found == [], "German words belong in texts or resources/"


def test_nothing_banned_is_called_or_imported() -> None:
    assert offences()[banned_things] == []


def test_no_error_is_swallowed() -> None:
    assert offences()[swallowed_errors] == []


def tracked_texts() -> Iterator[Path]:
    """Yield the project's own text files, wherever they lie."""
    folders = ("ozgdesk", "tests", "benchmarks", "resources", "requirements", "docs", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    files += [path for path in ROOT.iterdir() if path.name != ".git"]
    for path in files:
        if path.is_file() and path.suffix in TEXT_SUFFIXES and "__pycache__" not in path.parts:
            yield path


def matches(pattern: re.Pattern[str]) -> Iterator[tuple[Path, str]]:
    """Yield each place of the project's texts that the pattern finds."""
    for path in tracked_texts():
        for found in pattern.finditer(path.read_text(encoding="utf-8")):
            yield path, found.group()


def test_no_file_names_a_package_index() -> None:
    hosts = ["py" + r"pi\.(org|python)", "python" + r"hosted\.", "npm" + r"js\."]
    pattern = re.compile("|".join([*hosts, r"(?<!emit-)index" + "-url"]))
    assert [f"{name_of(path)}: {found}" for path, found in matches(pattern)] == []


def test_no_file_names_a_folder_of_one_pc() -> None:
    folders = "|".join(r"(?<![\w.~])/" + name + "/" for name in ("home", "root", "work", "Users"))
    pattern = re.compile(folders + "|" + r"[A-Z]:\\+" + "Users")
    examples = {"tests/store/test_location.py"}  # what a folder of OneDrive or of a share looks like
    found = [f"{name_of(path)}: {found}" for path, found in matches(pattern) if name_of(path) not in examples]
    assert found == []


def test_no_file_keeps_work_for_later() -> None:
    pattern = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3 + ":"]))
    found = [name_of(path) for path in SOURCES if pattern.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_glossary_gives_every_entity_one_german_term_and_names_no_other() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    glossary = contributing.split("## Glossary", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| *([^|`]+?) *\| *`([A-Z]\w+)`", glossary, re.MULTILINE)
    names = [name for _, name in rows]
    assert sorted(names) == sorted([*(entity.__name__ for entity in ENTITIES), "Service"])
    assert len({german for german, _ in rows}) == len(rows)


def test_contributing_describes_every_room() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [room.name for room in ROOMS if f"`{room.name}/`" not in contributing] == []


def calls(*functions: str) -> Iterator[tuple[Path, str, list[str]]]:
    """Yield the calls of these functions in the package whose arguments are all plain strings, with these."""
    for path in PACKAGE_SOURCES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in functions:
                values = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                words = [value for value in values if isinstance(value, str)]
                if words and len(words) == len(node.args):
                    yield path, name, words


def test_every_resource_that_is_named_exists() -> None:
    named = [
        (path, words if function == "resource" else ["icons", f"{words[0]}.svg"])
        for path, function, words in calls("resource", "icon")
    ]
    assert named
    assert [(name_of(path), parts) for path, parts in named if not resource(*parts).exists()] == []
