"""Preferences of this PC and user, kept as JSON. Never project data: that lives in the project file."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TypeVar

V = TypeVar("V")

THEMES = ("system", "light", "dark")
_RECENT_LIMIT = 10
_LIST_LIMIT = 20


@dataclass(frozen=True)
class SavedFilter:
    """A filter under a name: of the plan words, code of a municipality or nothing, key of an interest, and a
    phase as `PhaseChoice.path` names it.

    Of lists of tasks it is the line of a query as it was typed, in `text` alone.
    """

    name: str
    text: str = ""
    municipality: str = ""
    interest: str = "all"
    phase: str = ""


@dataclass(frozen=True)
class KeptLens:
    """How the plan of one project is looked at, by ids of its rows; empty where nothing was chosen."""

    baseline: str = ""
    newer: str = ""
    target: str = ""


@dataclass(frozen=True)
class Settings:
    """What the user chose on this PC. An empty `author` means the user name of the PC.

    `plan_columns` are the titles of the columns of the plan in their order; empty for those of the program.
    `plan_filters` have different names, and so have `task_filters`.
    `board_resting` shows on the board also what rests or is dropped, `effect_unfolded` all reasons of an
    effect below its line.
    `list_columns` are the fields chosen for the columns of task lists, by their line of titles, `plan_lenses`
    what is compared and whose critical path is marked, by the id of the cooperation.
    """

    author: str = ""
    theme: str = "system"
    recent_files: tuple[str, ...] = ()
    plan_columns: tuple[str, ...] = ()
    plan_filters: tuple[SavedFilter, ...] = ()
    task_filters: tuple[SavedFilter, ...] = ()
    list_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plan_lenses: Mapping[str, KeptLens] = field(default_factory=dict)
    board_resting: bool = False
    effect_unfolded: bool = False

    def author_name(self) -> str:
        """Return the name under which changes are recorded; never empty."""
        return self.author.strip() or user_name()

    def opened(self, file: Path) -> Settings:
        """Return settings that name `file` as the most recent one."""
        name = str(file.absolute())
        others = tuple(other for other in self.recent_files if other != name)
        return replace(self, recent_files=(name, *others)[:_RECENT_LIMIT])

    def chosen_for(self, titles: str, fields: tuple[str, ...]) -> Settings:
        """Return settings that keep what the columns below this line of titles hold; empty to forget it."""
        return replace(self, list_columns=_with_newest(self.list_columns, titles, fields))

    def looked_at(self, project: str, lens: KeptLens) -> Settings:
        """Return settings that keep how a project is looked at; a lens without choices is forgotten."""
        return replace(self, plan_lenses=_with_newest(self.plan_lenses, project, lens, KeptLens()))

    def forgotten(self, file: Path) -> Settings:
        """Return settings that no longer name `file`."""
        name = str(file.absolute())
        return replace(self, recent_files=tuple(other for other in self.recent_files if other != name))


@dataclass(frozen=True)
class Loaded:
    """The settings, and where an unreadable file was moved, so that the caller can tell the user."""

    settings: Settings
    moved_aside: Path | None = None


def _with_newest(kept: Mapping[str, V], key: str, value: V, nothing: V | None = None) -> dict[str, V]:
    """The latest values by key, this one last; nothing is kept where nothing was chosen."""
    others = {other: old for other, old in kept.items() if other != key}
    chosen = {key: value} if value and value != nothing else {}
    return dict([*others.items(), *chosen.items()][-_LIST_LIMIT:])


def user_name() -> str:
    """Return the log-on name of the PC, or "unbekannt" where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unbekannt"


def load(file: Path) -> Loaded:
    """Read the settings; a missing file gives the defaults, an unreadable one is moved aside first.

    Never raises for a bad file. If it cannot even be moved, it stays and is named as `moved_aside`.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError):
        return Loaded(Settings(), _move_aside(file))
    try:
        return Loaded(_parse(text))
    except (ValueError, RecursionError):
        return Loaded(Settings(), _move_aside(file))


def save(settings: Settings, file: Path) -> None:
    """Write the settings so that a reader finds either the old or the new ones. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            json.dump(asdict(settings), stream, ensure_ascii=False, indent=2)
            stream.write("\n")
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _parse(text: str) -> Settings:
    """Read known keys and ignore unknown ones, which a newer version may have written."""
    raw = json.loads(text)
    if not isinstance(raw, dict):
        raise ValueError("settings are not an object")
    author, theme, recent = raw.get("author", ""), raw.get("theme", "system"), raw.get("recent_files", [])
    if not isinstance(author, str) or theme not in THEMES:
        raise ValueError("author or theme has a wrong value")
    columns = raw.get("plan_columns", [])
    for name, value in (("recent_files", recent), ("plan_columns", columns)):
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise ValueError(f"{name} is not a list of texts")
    filters, lines = (_filters(raw.get(name, [])) for name in ("plan_filters", "task_filters"))
    lists = _list_columns(raw.get("list_columns", {}))
    lenses = _lenses(raw.get("plan_lenses", {}))
    files = tuple(recent[:_RECENT_LIMIT])
    flags = [_flag(raw, name) for name in ("board_resting", "effect_unfolded")]
    return Settings(author, theme, files, tuple(columns), filters, lines, lists, lenses, *flags)


def _flag(raw: Mapping[str, object], name: str) -> bool:
    found = raw.get(name, False)
    if not isinstance(found, bool):
        raise ValueError(f"{name} is neither true nor false")
    return found


def _filters(raw: object) -> tuple[SavedFilter, ...]:
    """The filters in their order; of two with one name the last counts, as when it is saved again."""
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise ValueError("filters are not a list of objects")
    names = [part.name for part in fields(SavedFilter)]
    rows = [{name: row[name] for name in names if name in row} for row in raw]
    if not all(row.get("name") and all(isinstance(text, str) for text in row.values()) for row in rows):
        raise ValueError("a filter has no name or a wrong value")
    return tuple({row["name"]: SavedFilter(**row) for row in rows}.values())


def _list_columns(raw: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(raw, dict):
        raise ValueError("list_columns is not an object")
    for chosen in raw.values():
        if not isinstance(chosen, list) or not all(isinstance(text, str) for text in chosen):
            raise ValueError("list_columns has a value that is not a list of texts")
    return {titles: tuple(chosen) for titles, chosen in raw.items()}


def _lenses(raw: object) -> dict[str, KeptLens]:
    if not isinstance(raw, dict) or not all(isinstance(row, dict) for row in raw.values()):
        raise ValueError("plan_lenses is not an object of objects")
    names = [part.name for part in fields(KeptLens)]
    found = {key: {name: row[name] for name in names if name in row} for key, row in raw.items()}
    if not all(isinstance(id_, str) for row in found.values() for id_ in row.values()):
        raise ValueError("plan_lenses has an id that is not a text")
    return {key: KeptLens(**row) for key, row in found.items()}


def _move_aside(file: Path) -> Path:
    """Rename the unreadable file to the first free name beside it and return that name."""
    number = 1
    while (target := file.with_name(f"{file.stem}.unlesbar-{number}{file.suffix}")).exists():
        number += 1
    try:
        return file.rename(target)
    except OSError:
        return file
