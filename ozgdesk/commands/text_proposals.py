"""A document with the text of an agreement compared with a version: as given out, as it says, as it is here.

Nothing is written. How clauses are known again stands in `text_outlines`, what happens to what is taken in
`text_import`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ozgdesk.commands.text_outlines import (
    LONGEST_HEADING,
    LONGEST_TEXT,
    Places,
    gone_roots,
    made_id,
    read_outline,
    stand_alike,
    told_outline,
    with_former_references,
    words_of_clause,
)
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.clauses import Node, outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.incoming_text import (
    ClauseWords,
    IncomingComment,
    IncomingText,
    Revision,
    TextPart,
    TextPlan,
    TextProposal,
)
from ozgdesk.domain.people import Person
from ozgdesk.domain.redline import Run, RunKind, Runs, is_same_wording, redline
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.text_comparison import ClauseChange, ClausePair, compare_texts
from ozgdesk.domain.view import View
from ozgdesk.texts.clause_markup import clean
from ozgdesk.texts.clauses import citation, reference_text

S = TypeVar("S")


def plan_text(
    view: View,
    incoming: IncomingText,
    *,
    version_id: str,
    base: View | None = None,
    municipality_id: str | None = None,
) -> TextPlan:
    """What a document says beside a version as it is now.

    `base` is the project as it was given out with the document; `municipality_id` is whose changes these are,
    else the names in the document tell. Raises RuleViolation `gone` without the version.
    """
    version = view.snapshot.get(AgreementVersion, version_id)
    former = base.snapshot.find(AgreementVersion, incoming.version_id) if base is not None else None
    given = (base, former) if base is not None and former is not None else None
    comparing = _Comparing(view, version, incoming, given, municipality_id)
    found = tuple(comparing.proposals())
    return TextPlan(incoming, version.id, version.frozen_on is not None, municipality_id, found)


def whose_changes(rows: Rows, author: str) -> str | None:
    """The municipality that a name in the document belongs to: its own, its code, or that of a person."""
    name = author.strip().casefold()
    if not name:
        return None
    for row in rows.all(Municipality):
        if row.name.casefold() in name or name == row.code.casefold():
            return row.id
    homes = {row.municipality_id for row in rows.all(Person) if row.name.casefold() == name}
    return homes.pop() if len(homes) == 1 else None


@dataclass(frozen=True, slots=True)
class _Sides(Generic[S]):
    """As given out (or here, where nobody knows), as the document says, as it is here."""

    base: S
    told: S
    here: S


class _Comparing:
    """Makes the proposals of one document."""

    def __init__(
        self,
        view: View,
        version: AgreementVersion,
        incoming: IncomingText,
        former: tuple[View, AgreementVersion] | None,
        municipality_id: str | None,
    ) -> None:
        self._view = view
        self._version = version
        self._incoming = incoming
        self._town = municipality_id
        self._is_frozen = version.frozen_on is not None
        here = read_outline(view, version)
        self._has_base = former is not None
        base = read_outline(*former) if former is not None else here
        whole, given = former or (view, version)
        tokens = outline(whole.snapshot, given.id)
        told, stems = told_outline(incoming.parts, base, version.id)
        parts = with_former_references(incoming.parts, stems, told, base, tokens)
        if parts != list(incoming.parts):
            told, stems = told_outline(parts, base, version.id)
        self._sides = _Sides(base, told, here)
        self._places = _Sides(Places(base), Places(told), Places(here))
        self._parts = dict(zip(stems, parts, strict=True))
        self._stems = stems
        self._gone = {found.stem: found.revisions for found in incoming.gone if found.stem}
        self._gone_texts = {found.text: found.revisions for found in incoming.gone}

    def proposals(self) -> Iterator[TextProposal]:
        """All differences in the order of the text, then the comments, then what is not read."""
        compared = compare_texts(self._sides.base, self._sides.told)
        gone = frozenset(p.old.clause.stem for p in compared.pairs if p.old is not None and p.new is None)
        roots = {node.clause.stem for node in gone_roots(gone, self._sides.base)}
        for pair in compared.pairs:
            if pair.new is None:
                if pair.old is not None and pair.old.clause.stem in roots:
                    yield self._settled(self._deleted(pair.old, gone))
            elif pair.old is None:
                yield self._settled(self._new(pair.new))
            else:
                yield from map(self._settled, self._changed(pair))
        seen: set[str] = set()
        for comment in self._incoming.comments:
            found = self._comment(comment)
            if found.id not in seen:
                seen.add(found.id)
                yield found
        for number, left in enumerate(self._incoming.leftovers):
            yield TextProposal(
                f"file-{number}", TextPart.FILE, Fate.NOT_CARRIED, left.code, values=left.values
            )

    def _changed(self, pair: ClausePair) -> Iterator[TextProposal]:
        old, new = pair.old, pair.new
        if old is None or new is None or pair.change in (ClauseChange.UNCHANGED, ClauseChange.CONSEQUENTIAL):
            return
        here = self._sides.here.by_stem.get(old.clause.stem)
        if not (is_same_wording(pair.heading) and is_same_wording(pair.text)):
            yield self._wording(old, new, here)
        if pair.is_moved or pair.is_relevelled:
            yield self._moved(old, new, here)

    def _wording(self, old: Node, new: Node, here: Node | None) -> TextProposal:
        told, base = words_of_clause(new), words_of_clause(old)
        part = self._parts[new.clause.stem]
        if not self._has_base and part.former is not None:
            base = ClauseWords(base.kind, *(clean(words) for words in part.former))
        found = TextProposal(
            f"wording-{old.clause.stem}",
            TextPart.WORDING,
            Fate.CHANGED,
            "changed",
            stem=old.clause.stem,
            citation=citation(here or old),
            base=base,
            told=told,
            revisions=part.revisions,
        )
        if here is None:
            return replace(found, fate=Fate.NOT_CARRIED, code="gone_here")
        now = words_of_clause(here)
        found = replace(
            found,
            here=now,
            heading=redline(now.heading, told.heading),
            text=redline(now.text, told.text),
        )
        if is_same_wording(found.heading) and is_same_wording(found.text):
            return replace(found, fate=Fate.SKIPPED, code="same")
        if len(told.heading) > LONGEST_HEADING or len(told.text) > LONGEST_TEXT:
            return replace(found, fate=Fate.NOT_CARRIED, code="too_long", values={"most": LONGEST_TEXT})
        return found if _says_same(now, base) else replace(found, fate=Fate.CONFLICT, code="disputed")

    def _new(self, new: Node) -> TextProposal:
        told = words_of_clause(new)
        stem = new.clause.stem
        found = TextProposal(
            f"new-{stem}",
            TextPart.NEW,
            Fate.NEW,
            "new",
            stem=stem,
            citation=citation(new),
            told=told,
            heading=_whole(RunKind.INSERTED, told.heading),
            text=_whole(RunKind.INSERTED, told.text),
            spot=self._places.told.spot(stem, self._sides.base),
            revisions=self._parts[stem].revisions,
        )
        if stem in self._sides.here.by_stem or self._is_here_already(new):
            return replace(found, fate=Fate.SKIPPED, code="there")
        if len(told.heading) > LONGEST_HEADING or len(told.text) > LONGEST_TEXT:
            return replace(found, fate=Fate.NOT_CARRIED, code="too_long", values={"most": LONGEST_TEXT})
        return found

    def _is_here_already(self, new: Node) -> bool:
        """Whether somebody has written the same into this version since the document was given out."""
        words = words_of_clause(new)
        return any(
            node.clause.stem not in self._sides.base.by_stem and _says_same(words_of_clause(node), words)
            for node in self._sides.here.nodes
            if node.clause.kind is new.clause.kind
        )

    def _deleted(self, old: Node, gone: frozenset[str]) -> TextProposal:
        stem, base = old.clause.stem, words_of_clause(old)
        here = self._sides.here.by_stem.get(stem)
        now = words_of_clause(here) if here is not None else None
        found = TextProposal(
            f"deleted-{stem}",
            TextPart.DELETED,
            Fate.CHANGED,
            "deleted",
            stem=stem,
            citation=citation(here or old),
            base=base,
            here=now,
            heading=_whole(RunKind.DELETED, (now or base).heading),
            text=_whole(RunKind.DELETED, (now or base).text),
            revisions=self._gone.get(stem) or self._gone_texts.get(base.text or base.heading, ()),
        )
        if here is None or now is None:
            return replace(found, fate=Fate.SKIPPED, code="gone_here")
        places = self._referring(here, gone)
        if places and not self._is_frozen:
            return replace(found, fate=Fate.NOT_CARRIED, code="referred_to", values={"places": places})
        below = self._sides.here.under(here.clause.id)
        is_kept = all(row.stem in self._sides.told.by_stem or self._is_as_given(row, gone) for row in below)
        return found if is_kept else replace(found, fate=Fate.CONFLICT, code="disputed")

    def _is_as_given(self, row: Clause, gone: frozenset[str]) -> bool:
        """Whether a clause that goes too reads as it was given out."""
        return row.stem in gone and _says_same(
            words_of_clause(self._sides.base.by_stem[row.stem]), _words(row)
        )

    def _referring(self, here: Node, gone: frozenset[str]) -> str:
        """Where what stays refers to a clause that is to go, or to something below it."""
        text = outline(self._view.snapshot, self._version.id)
        stems = frozenset(row.stem for row in text.under(here.clause.id))
        places = [node for node in text.referring_to(stems) if node.clause.stem not in stems | gone]
        return ", ".join(citation(node) for node in places)

    def _moved(self, old: Node, new: Node, here: Node | None) -> TextProposal:
        stem = old.clause.stem
        found = TextProposal(
            f"moved-{stem}",
            TextPart.MOVED,
            Fate.CHANGED,
            "moved",
            stem=stem,
            citation=citation(here or old),
            base=words_of_clause(old),
            told=words_of_clause(new),
            here=words_of_clause(here) if here is not None else None,
            spot=self._places.told.spot(new.clause.stem, self._sides.base),
            revisions=self._parts[new.clause.stem].revisions or self._gone.get(stem, ()),
            values={"to": reference_text(new) or citation(new)},
        )
        if here is None:
            return replace(found, fate=Fate.NOT_CARRIED, code="gone_here")
        kind, places = here.clause.kind, self._places
        if kind is new.clause.kind and stand_alike(places.here, places.told, stem):
            return replace(found, fate=Fate.SKIPPED, code="same")
        is_kept = kind is old.clause.kind and stand_alike(places.here, places.base, stem)
        return found if is_kept else replace(found, fate=Fate.CONFLICT, code="disputed")

    def _comment(self, comment: IncomingComment) -> TextProposal:
        stem = self._stems[comment.place] if comment.place is not None else ""
        node = self._sides.here.by_stem.get(stem)
        town = self._town_of((Revision(comment.author, comment.on),))
        day = comment.on.isoformat() if comment.on else ""
        id_ = made_id(self._version.id, "comment", comment.author, day, comment.text, stem)
        found = TextProposal(
            id_,
            TextPart.COMMENT,
            Fate.NEW,
            "comment",
            stem=stem if node is not None else "",
            citation=citation(node) if node is not None else "",
            here=words_of_clause(node) if node is not None else None,
            remark=comment.text,
            revisions=(Revision(comment.author, comment.on),),
            municipality_id=town,
            values={"quoted": comment.quoted},
        )
        if self._view.snapshot.find(Remark, id_) is not None:
            return replace(found, fate=Fate.SKIPPED, code="there")
        return found

    def _settled(self, found: TextProposal) -> TextProposal:
        """With its municipality; a frozen version takes every difference as a remark, each only once."""
        found = replace(found, municipality_id=self._town_of(found.revisions))
        if not self._is_frozen or not found.may_be_taken:
            return found
        told = found.told
        if told is None:
            assert found.base is not None  # what the document lacks stood in the text that was given out
            told = ClauseWords(found.base.kind)
        id_ = made_id(self._version.id, found.part, found.stem, told.heading, told.text, str(found.spot))
        is_there = self._view.snapshot.find(Remark, id_) is not None
        return replace(
            found, id=id_, fate=Fate.SKIPPED if is_there else Fate.NEW, code="there" if is_there else "remark"
        )

    def _town_of(self, revisions: tuple[Revision, ...]) -> str | None:
        """Whose change it is: as chosen, else as the names in the document tell."""
        if self._town is not None:
            return self._town
        found = {whose_changes(self._view.snapshot, revision.author) for revision in revisions} - {None}
        return found.pop() if len(found) == 1 else None


def _whole(kind: RunKind, words: str) -> Runs:
    """A wording that is new or gone as a whole."""
    if not words:
        return ()
    return (Run(kind, "", words) if kind is RunKind.INSERTED else Run(kind, words, ""),)


def _words(row: Clause) -> ClauseWords:
    return ClauseWords(row.kind, row.heading, row.text)


def _says_same(first: ClauseWords, second: ClauseWords) -> bool:
    if (first.heading, first.text) == (second.heading, second.text):
        return True
    pairs = ((first.heading, second.heading), (first.text, second.text))
    return all(is_same_wording(redline(old, new)) for old, new in pairs)
