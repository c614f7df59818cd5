"""Whether this program, also frozen, is complete: samples, places, sheets, formats, German dialogs, holidays.

Each check names what exists; a missing resource, translation or hidden import makes one of them fail.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from ozgdesk import __version__
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import DEFAULT_SAMPLE, SAMPLES, build_sample
from ozgdesk.domain.calendar import holidays
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.exchange.register import FORMATS, Format, format_named
from ozgdesk.exchange.tasks_reading import read as read_list
from ozgdesk.headless import paint_sample
from ozgdesk.reports.register import SHEETS
from ozgdesk.ui.pictures import Picture, prepare
from ozgdesk.ui.places import picture_keys
from ozgdesk.ui.start import cancel_button_text

GOOD_FRIDAY_2031 = date(2031, 4, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried: what was found, and whether it is what it must be."""

    name: str
    found: str
    is_good: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one run."""

    version: str
    checks: tuple[Check, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every check is good."""
        return all(check.is_good for check in self.checks)

    def save(self, path: Path) -> None:
        """Write the report as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def run_selftest() -> Report:
    """Try everything; a failure is a check that is not good, not an exception."""
    picture = Picture(1280, 800)
    prepare(picture)
    checks = [_tried(f"sample {sample}", _paint(sample, picture)) for sample in SAMPLES]
    friday = holidays(GOOD_FRIDAY_2031.year).get(GOOD_FRIDAY_2031)
    checks.append(_tried("Karfreitag 2031", lambda: _expect(friday, "Karfreitag")))
    checks.append(_tried("German dialogs", lambda: _expect(cancel_button_text(), "Abbrechen")))
    checks.append(_tried("formats", _formats))
    checks.append(_tried("lists", _lists))
    return Report(__version__, tuple(checks))


def _paint(sample: str, picture: Picture) -> Callable[[], tuple[str, bool]]:
    def paint() -> tuple[str, bool]:
        with tempfile.TemporaryDirectory() as work:
            files = [
                path for path in paint_sample(sample, Path(work), picture) if path.stat().st_size > 1_000
            ]
            names = {path.name for path in files}
        wanted = {f"{key}.png" for key in picture_keys()} | {f"{sheet.key}.pdf" for sheet in SHEETS}
        return f"{len(names)} of {len(wanted)} places and sheets", names == wanted and bool(SHEETS)

    return paint


def _formats() -> tuple[str, bool]:
    rows = build_sample(DEFAULT_SAMPLE, GOOD_FRIDAY_2031, SYSTEM_CLOCK.new_id)
    view = View(Snapshot.of(rows), GOOD_FRIDAY_2031)
    files = [(found.key, _made(found, view)) for found in FORMATS]
    made = [key for key, content in files if len(content) > 1_000]
    return ", ".join(made), len(made) == len(FORMATS) > 0


def _made(found: Format, view: View) -> bytes:
    """A format for all, or for the first municipality that has what it holds: not each has a paper."""
    if not found.needs_municipality:
        return found.make(view, None)
    for town in view.municipalities:
        try:
            return found.make(view, town.id)
        except RuleViolation:
            continue
    return b""


def _lists() -> tuple[str, bool]:
    rows = build_sample(DEFAULT_SAMPLE, GOOD_FRIDAY_2031, SYSTEM_CLOCK.new_id)
    view = View(Snapshot.of(rows), GOOD_FRIDAY_2031)
    with tempfile.TemporaryDirectory() as work:
        files = [(Path(work, f"x.{key}"), format_named(key)) for key in ("csv", "xlsx")]
        for path, kind in files:
            path.write_bytes(kind.make(view, None))
        counts = {len(read_list(path).tasks) for path, _ in files}
    return ", ".join(map(str, counts)), counts == {len(view.snapshot.all(Task))}


def _expect(found: str | None, wanted: str) -> tuple[str, bool]:
    return str(found), found == wanted


def _tried(name: str, check: Callable[[], tuple[str, bool]]) -> Check:
    try:
        found, is_good = check()
    except Exception as error:  # the report must name what fails instead of ending here
        return Check(name, f"{type(error).__name__}: {error}", is_good=False)
    return Check(name, found, is_good)
