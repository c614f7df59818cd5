"""Two versions of an agreement beside each other: rows of the Synopse and of the running redline."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.clauses import Node, Outline
from ozgdesk.domain.drafting import ChangeReason
from ozgdesk.domain.redline import RunKind, Runs, redline
from ozgdesk.domain.text_comparison import ClauseChange, ClausePair, TextComparison, compare_texts
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import VersionState
from ozgdesk.present.agreement_document import heading_text
from ozgdesk.present.agreement_text import Reading, filled_text
from ozgdesk.present.stretches import Stretch, Stretches, stretches
from ozgdesk.texts.clauses import citation, mark
from ozgdesk.texts.comparison import change_text, summary


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A clause on both sides. `old` and `new` are how each side reads, `inline` both in one.

    `id` is the clause where it stands last, `stem` what a reason of the change hangs on; `place` cites it.
    """

    id: str
    stem: str
    change: str
    change_text: str
    place: str
    depth: int
    is_title: bool
    old: Stretches
    new: Stretches
    inline: Stretches
    reason: str

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to see here."""
        return self.change != ClauseChange.UNCHANGED.value

    @property
    def is_consequential(self) -> bool:
        """Whether only numbers differ, because something else came, went or moved."""
        return self.change == ClauseChange.CONSEQUENTIAL.value


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """All clauses of both versions in the order of the new one, and the changes counted in words."""

    agreement_id: str
    title: str
    old_id: str
    old_name: str
    new_id: str
    new_name: str
    is_frozen: bool
    summary: str
    rows: tuple[ComparedRow, ...]

    @property
    def changed(self) -> tuple[ComparedRow, ...]:
        """The rows that differ, each below the titles it stands under."""
        return self._below_titles(lambda row: row.is_changed)

    @property
    def reworded(self) -> tuple[ComparedRow, ...]:
        """As `changed`, without what differs only in numbers."""
        return self._below_titles(lambda row: row.is_changed and not row.is_consequential)

    def _below_titles(self, is_wanted: Callable[[ComparedRow], bool]) -> tuple[ComparedRow, ...]:
        wanted: set[int] = set()
        above: dict[int, int] = {}
        for number, row in enumerate(self.rows):
            above[row.depth] = number
            if is_wanted(row):
                wanted |= {above[depth] for depth in range(row.depth + 1) if depth in above}
        return tuple(row for number, row in enumerate(self.rows) if number in wanted)


class ComparedSide:
    """One of the two versions: its text with the placeholders filled, and how it reads."""

    def __init__(self, view: View, version: AgreementVersion) -> None:
        self.version = version
        self.text = Outline(filled_text(view, version))
        self.reading = Reading(view, view.snapshot.get(Agreement, version.agreement_id), self.text)


def compared_texts(view: View, old_id: str, new_id: str) -> ComparedTexts:
    """Both versions clause by clause and word by word; KeyError for a version that is not there."""
    old, new = (ComparedSide(view, view.snapshot.get(AgreementVersion, id_)) for id_ in (old_id, new_id))
    compared = compare_texts(old.text, new.text)
    reasons = {row.stem: row.text for row in view.snapshot.all(ChangeReason) if row.version_id == new_id}
    agreement = view.snapshot.get(Agreement, new.version.agreement_id)
    return ComparedTexts(
        agreement.id,
        agreement.title,
        old_id,
        old.version.name,
        new_id,
        new.version.name,
        new.version.frozen_on is not None,
        summary(compared.counts),
        tuple(_rows(compared, old, new, reasons)),
    )


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Two versions that can be compared: "old new" by their ids, and their names."""

    key: str
    text: str


def version_pairs(view: View) -> tuple[VersionPair, ...]:
    """Every older version of an agreement with every newer one, the newest first."""
    rows = sorted(view.snapshot.all(AgreementVersion), key=lambda row: (row.order, row.id), reverse=True)
    titles = {row.id: row.short_title or row.title for row in view.snapshot.all(Agreement)}
    return tuple(
        VersionPair(f"{old.id} {new.id}", f"{old.name} → {new.name} ({titles[new.agreement_id]})")
        for at, new in enumerate(rows)
        for old in rows[at + 1 :]
        if old.agreement_id == new.agreement_id
    )


def former_version(view: View, version_id: str) -> AgreementVersion | None:
    """What a version is usually compared with: the one it is based on, else the one before it."""
    version = view.snapshot.find(AgreementVersion, version_id)
    if version is None:
        return None
    based_on = view.snapshot.find(AgreementVersion, version.based_on_id)
    if based_on is not None:
        return based_on
    others = [row for row in view.snapshot.all(AgreementVersion) if row.agreement_id == version.agreement_id]
    before = [row for row in others if (row.order, row.id) < (version.order, version.id)]
    return max(before, key=lambda row: (row.order, row.id), default=None)


def binding_version(view: View, version_id: str) -> AgreementVersion | None:
    """What an amendment changes: the last signed version before this one, else the last resolved one."""
    version = view.snapshot.find(AgreementVersion, version_id)
    if version is None:
        return None
    rows = [
        row
        for row in view.snapshot.all(AgreementVersion)
        if row.agreement_id == version.agreement_id and (row.order, row.id) < (version.order, version.id)
    ]
    for state in (VersionState.SIGNED, VersionState.RESOLVED):
        found = [row for row in rows if row.state is state]
        if found:
            return max(found, key=lambda row: (row.order, row.id))
    return None


def _rows(
    compared: TextComparison, old: ComparedSide, new: ComparedSide, reasons: Mapping[str, str]
) -> Iterator[ComparedRow]:
    for pair in compared.pairs:
        node = pair.node
        inline = tuple(_stretches(pair, old, new))
        yield ComparedRow(
            node.clause.id,
            node.clause.stem,
            pair.change.value,
            change_text(pair),
            citation(node) or heading_text(node, node.clause.heading),
            node.depth,
            bool(pair.heading) and not node.depth,
            _side(inline, RunKind.INSERTED) if pair.old else (),
            _side(inline, RunKind.DELETED) if pair.new else (),
            inline,
            reasons.get(node.clause.stem, ""),
        )


def _side(inline: Stretches, without: RunKind) -> Stretches:
    return tuple(found for found in inline if found.kind != without.value)


def _stretches(pair: ClausePair, old: ComparedSide, new: ComparedSide) -> Iterator[Stretch]:
    """Number, heading and text of both sides in one."""
    yield from _numbers(pair)
    heading = tuple(_read(pair.heading, old, new))
    yield from heading
    text = tuple(_read(pair.text, old, new))
    if heading and text:
        yield Stretch(RunKind.EQUAL.value, "\n")
    yield from text


def _numbers(pair: ClausePair) -> Iterator[Stretch]:
    before, now = (_number(node) for node in (pair.old, pair.new))
    if before == now:
        yield from ([Stretch(RunKind.EQUAL.value, f"{now} ")] if now else [])
        return
    if before:
        yield Stretch(RunKind.DELETED.value, f"{before} ")
    if now:
        yield Stretch(RunKind.INSERTED.value, f"{now} ")


def _number(node: Node | None) -> str:
    return mark(node) if node is not None else ""


def _read(runs: Runs, old: ComparedSide, new: ComparedSide) -> Iterator[Stretch]:
    """The runs with references named; one that reads otherwise shows both names."""
    for run in runs:
        if run.kind is RunKind.DELETED:
            yield Stretch(run.kind.value, old.reading.plain(run.old))
            continue
        now = new.reading.plain(run.new)
        before = old.reading.plain(run.old) if run.kind is RunKind.EQUAL else now
        if before.split() == now.split():
            yield Stretch(run.kind.value, now)
        else:
            yield from _named_otherwise(before, now)


def _named_otherwise(before: str, now: str) -> Iterator[Stretch]:
    """A stretch that means the same but reads otherwise, because what it refers to has another number."""
    yield from stretches(redline(before, now))
