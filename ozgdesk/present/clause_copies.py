"""Parts of an agreement as plain text for other programs, each with its number as printed."""

from collections.abc import Iterable, Iterator

from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement import ClauseRow

_TITLED = frozenset({ClauseKind.PREAMBLE, ClauseKind.CLAUSE, ClauseKind.ANNEX})


def text_with_numbers(rows: Iterable[ClauseRow]) -> str:
    """One line per heading and text, a blank line before each § and annex."""
    return "\n".join(_lines(rows)).strip("\n")


def _lines(rows: Iterable[ClauseRow]) -> Iterator[str]:
    for row in rows:
        if row.kind in _TITLED:
            yield ""
            heading = row.heading or ("" if row.number else row.kind_text)
            yield f"{row.number} {heading}".strip()
            if row.text:
                yield row.text
        else:
            yield f"{row.number}\t{row.text}" if row.number else row.text
