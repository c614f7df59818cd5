"""What an import would do, as the window shows it and `--dry-run --json` prints it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.change_set import ChangeSet, Fate, ImportRow
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.present.naming import Find, finder, value_text
from ozgdesk.texts.fields import field_name
from ozgdesk.texts.imports import FATES, kind_word, known_by, reason

_FIRST = (Fate.CONFLICT, Fate.NOT_CARRIED, Fate.CHANGED, Fate.NEW, Fate.SKIPPED)
"""What needs a look comes first."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of a file: its fate, what it is, its name and the reason, in German. `kind` is a table name."""

    id: str
    fate: str
    fate_text: str
    kind: str
    kind_text: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """All rows, those that need a look first, and how many there are of each fate.

    `known_by` says how the rows of a table are told apart; it is empty for other formats.
    """

    title: str
    has_changes: bool
    counts: Mapping[str, int]
    summary: str
    known_by: str
    rows: tuple[PreviewRow, ...]


def import_preview(change_set: ChangeSet, snapshot: Snapshot | None = None) -> ImportPreview:
    """The preview of an import; the snapshot gives names to the rows that values refer to."""
    find = finder(snapshot or Snapshot.of(()))
    order = {fate: place for place, fate in enumerate(_FIRST)}
    rows = sorted(change_set.rows, key=lambda row: order[row.fate])
    counts = change_set.counts
    return ImportPreview(
        title=change_set.title,
        has_changes=bool(change_set.changes),
        counts={fate.value: counts[fate] for fate in Fate},
        summary=", ".join(f"{formats.number(counts[fate])} {counted(fate, counts[fate])}" for fate in Fate),
        known_by=known_by(change_set.known_by),
        rows=tuple(
            PreviewRow(
                id=str(place),
                fate=row.fate.value,
                fate_text=FATES[row.fate],
                kind=row.kind,
                kind_text=kind_word(row),
                name=row.name,
                reason=_reason(row, find),
            )
            for place, row in enumerate(rows)
        ),
    )


def _reason(row: ImportRow, find: Find) -> str:
    """Why a row has its fate; of a conflict what each side says, where that is known."""
    if not row.disputes:
        return reason(row)
    kind = BY_TABLE[row.kind]
    said = []
    for dispute in row.disputes:
        written, there, here = (
            value_text(kind, dispute.field, value, find) or "leer"
            for value in (dispute.written, dispute.there, dispute.here)
        )
        name = field_name(kind, dispute.field)
        said.append(f"{name}: ausgegeben {written}, in der Datei {there}, hier {here}")
    return f"Hier und in der Datei geändert; der Stand hier bleibt. {'; '.join(said)}"


def counted(fate: Fate, count: int) -> str:
    """The word for a fate behind a number."""
    return "Konflikte" if fate is Fate.CONFLICT and count != 1 else FATES[fate]
