"""The reports that were issued, as rows; the newest stand first."""

from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.reporting import IssuedReport
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag, tags_of


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A sheet as it was given out."""

    id: str
    title: str
    municipality: MunicipalityTag
    as_of: date
    issued_on: date
    author: str
    note: str


def issued_rows(view: View) -> tuple[IssuedRow, ...]:
    """All of them, also those issued after the Stichtag."""
    tags = tags_of(view)
    rows = sorted(
        view.snapshot.all(IssuedReport),
        key=lambda row: (row.issued_on, row.as_of, row.id),
        reverse=True,
    )
    return tuple(
        IssuedRow(
            row.id, row.title, tags[row.municipality_id], row.as_of, row.issued_on, row.author, row.note
        )
        for row in rows
    )
