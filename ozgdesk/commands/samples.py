"""The cooperations a new project can start from. Their facts stand in `resources/samples`, one file each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ozgdesk import paths
from ozgdesk.commands.agreements import fill_placeholders
from ozgdesk.commands.sample_file import load, read_sample
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.transaction import Command, Transaction

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
    """The rows of a sample, dates of the demo relative to `today`.

    Raises KeyError for an unknown name and `SampleError`, which names file, row and field, for a faulty file.
    """
    if name not in SAMPLES:
        raise KeyError(name)
    return read_sample(paths.resource("samples", f"{name}.toml"), today, new_id)


def create_sample(name: str) -> Command[None]:
    """Fill an empty project with a sample."""

    def command(tx: Transaction) -> None:
        tx.insert_many(build_sample(name, tx.today, tx.new_id))
        for version in tx.all(AgreementVersion):
            if version.frozen_on is not None:
                fill_placeholders(tx, version)

    return command
