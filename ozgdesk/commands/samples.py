"""The cooperations a new project can start from. Their facts stand in `resources/samples`, one file each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ozgdesk import paths
from ozgdesk.commands.sample_file import load, read_sample
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.present.agreement_text import filled_text

SAMPLES = ("taunus", "oberzentren", "kassel-nord", "demo", "empty")
DEFAULT_SAMPLE = SAMPLES[0]


@dataclass(frozen=True, slots=True)
class SampleCard:
    """What a start page says about a sample."""

    name: str
    title: str
    description: str


def sample_cards() -> tuple[SampleCard, ...]:
    """All samples with German title and description, in the order they are offered."""
    heads = ((name, load(paths.resource("samples", f"{name}.toml"))["sample"]) for name in SAMPLES)
    return tuple(SampleCard(name, head["title"], head["description"]) for name, head in heads)


def build_sample(name: str, today: date, new_id: Callable[[], str]) -> tuple[Entity, ...]:
    """The rows of a sample, dates of the demo relative to `today`; frozen texts have no placeholders left.

    Raises KeyError for an unknown name and `SampleError`, which names file, row and field, for a faulty file.
    """
    if name not in SAMPLES:
        raise KeyError(name)
    rows = read_sample(paths.resource("samples", f"{name}.toml"), today, new_id)
    view = View(Snapshot.of(rows), today)
    frozen = [version for version in view.snapshot.all(AgreementVersion) if version.frozen_on is not None]
    filled = {clause.id: clause for version in frozen for clause in filled_text(view, version)}
    return tuple(filled.get(row.id, row) for row in rows)
