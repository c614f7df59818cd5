"""Project files as a whole: making one from a sample, and what is risky about the place where one lies."""

from pathlib import Path

from ozgdesk.commands.clock import Clock
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.store.location import notice
from ozgdesk.store.project_file import create
from ozgdesk.texts.problems import NOTICES


def create_project(path: Path, sample: str, clock: Clock) -> None:
    """Make a new project file from a sample. StoreProblem `exists`, `full` ... leave what is there."""
    from ozgdesk.commands.samples import build_sample  # only a new project needs what reads samples

    create(path, Snapshot.of(build_sample(sample, clock.today(), clock.new_id)))


def place_notice(path: Path) -> str:
    """One sentence when the file lies on a network drive, a stick or in a mirrored folder; else empty."""
    kind = notice(path)
    return NOTICES[kind] if kind else ""
