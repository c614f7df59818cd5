"""Parts that were read from a text become rows of a version, in one step."""

from collections.abc import Iterable, Iterator

from ozgdesk.commands.clauses import gap_after, open_outline
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clause_parts import Part, fitted
from ozgdesk.domain.clauses import Outline, reference_stems
from ozgdesk.domain.order import spread
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.present.agreement_text import LOST


def insert_parts(
    version_id: str,
    parts: tuple[Part, ...],
    *,
    parent_id: str | None = None,
    after_id: str | None = None,
    is_first: bool = False,
) -> Command[tuple[Clause, ...]]:
    """Put parts with all they contain under a parent, behind a sibling or (`after_id` None) as the last ones.

    `is_first` puts them before all siblings instead. A stem that is free is kept, else they get fresh ones; a
    reference to what this version does not have becomes words. Returns the uppermost new rows. RuleViolation
    `clause_level` when they cannot stand there, `frozen` for a frozen version.
    """

    def command(tx: Transaction) -> tuple[Clause, ...]:
        whole = open_outline(tx, version_id)
        parent = tx.get(Clause, parent_id) if parent_id is not None else None
        fitting = fitted(parts, parent.kind if parent else None)
        if fitting is None:
            raise RuleViolation("clause_level")
        gap = (None, _first_key(whole, parent_id)) if is_first else gap_after(whole, parent_id, after_id)
        known = frozenset(whole.by_stem) | frozenset(_stems(fitting))
        writer = _Writer(tx, version_id, frozenset(whole.by_stem), known)
        return writer.write(fitting, parent_id, spread(*gap, len(fitting)))

    return command


class _Writer:
    """Writes parts as rows of one version; `taken` stems are in use, `known` ones may be referred to."""

    def __init__(
        self, tx: Transaction, version_id: str, taken: frozenset[str], known: frozenset[str]
    ) -> None:
        self._tx = tx
        self._version_id = version_id
        self._taken = taken
        self._known = known

    def write(self, parts: tuple[Part, ...], parent_id: str | None, keys: list[str]) -> tuple[Clause, ...]:
        """Write siblings with all below them."""
        rows = []
        for part, key in zip(parts, keys, strict=True):
            rows.append(self._tx.insert(self._row(part, parent_id, key)))
            self.write(part.children, rows[-1].id, spread(None, None, len(part.children)))
        return tuple(rows)

    def _row(self, part: Part, parent_id: str | None, order: str) -> Clause:
        is_free = part.stem and part.stem not in self._taken
        return Clause(
            id=self._tx.new_id(),
            version_id=self._version_id,
            parent_id=parent_id,
            stem=part.stem if is_free else self._tx.new_id(),
            order=order,
            kind=part.kind,
            topic=part.topic,
            heading=self._words(part.heading),
            text=self._words(part.text),
        )

    def _words(self, text: str) -> str:
        for stem in reference_stems(text):
            if stem not in self._known:
                text = text.replace(f"{{ref:{stem}}}", LOST)
        return text


def _stems(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if part.stem:
            yield part.stem
        yield from _stems(part.children)


def _first_key(whole: Outline, parent_id: str | None) -> str | None:
    siblings = whole.children(parent_id)
    return siblings[0].order if siblings else None
