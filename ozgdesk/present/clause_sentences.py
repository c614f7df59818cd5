"""Where the sentences of a part of an agreement begin, as it reads: to be counted, as "Satz 2" is cited."""

from ozgdesk.domain.sentences import sentence_spans
from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.clause_tables import Prose, blocks


def sentence_starts(row: ClauseRow) -> tuple[int, ...]:
    """The places in the text at which its sentences begin; tables have none, a single one is not counted."""
    starts = tuple(
        part.start + start
        for part in blocks(row.pieces)
        if isinstance(part, Prose)
        for start, _ in sentence_spans(part.text)
    )
    return starts if len(starts) > 1 else ()
