"""One agreement laid out for the legal check: text in passages with topics, tasks, parties and effect."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause, SupervisorStep
from ozgdesk.domain.clause_topics import folded, topics_of
from ozgdesk.domain.clauses import Node, outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.effect import Effect, EffectState, parties_of
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.legal_check.hits import Fix, FixKind, Hit, fingerprint
from ozgdesk.domain.procedure import contractual_tasks
from ozgdesk.domain.reasons import Reason
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, LegalForm, Role, SupervisorStepKind

Values = Mapping[str, object]
NOTHING: Values = {}
OVER = frozenset({EffectState.EXPIRED, EffectState.TERMINATED})


@dataclass(frozen=True, slots=True)
class Passage:
    """A top-level part of the text with everything below it.

    `words` are its folded text, `topics` what it is about, each with whether that is only a guess.
    """

    head: Clause
    parts: tuple[tuple[Clause, str], ...]
    heading: str
    words: str
    topics: dict[ClauseTopic, bool]


def checked_version(snapshot: Snapshot, agreement_id: str, version_id: str = "") -> AgreementVersion | None:
    """The version of an agreement that is asked for, else the current one, else the last one."""
    rows = [row for row in snapshot.all(AgreementVersion) if row.agreement_id == agreement_id]
    rows.sort(key=lambda row: (row.id == version_id, row.is_current, row.order, row.id))
    return rows[-1] if rows else None


class Case:
    """Everything the rules ask about one agreement on one day."""

    def __init__(
        self, snapshot: Snapshot, agreement: Agreement, effect: Effect, as_of: date, version_id: str = ""
    ) -> None:
        self.snapshot = snapshot
        self.agreement = agreement
        self.effect = effect
        self.as_of = as_of
        self.parties, self.later = parties_of(snapshot, agreement.id, as_of)
        self.tasks = contractual_tasks(snapshot, self.parties)
        self.forms = {task.legal_form for task in self.tasks}
        self.version = checked_version(snapshot, agreement.id, version_id)

    @property
    def is_over(self) -> bool:
        """Whether the agreement has ended: its text binds nobody any more."""
        return self.effect.state in OVER

    @property
    def has_text(self) -> bool:
        """Whether the wording is kept here: at least one § with words. An extract without §§ is not it."""
        return any(p.head.kind is ClauseKind.CLAUSE and p.words for p in self.passages)

    @property
    def acts_for_others(self) -> bool:
        """Whether a municipality acts for another in any Vertragsaufgabe."""
        return bool(self.forms & {LegalForm.DELEGATION, LegalForm.MANDATE})

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The text that is checked."""
        if self.version is None:
            return ()
        heads: list[list[Node]] = []
        for node in outline(self.snapshot, self.version.id).nodes:
            if not node.path:
                heads.append([])
            heads[-1].append(node)
        return tuple(_passage([node.clause for node in nodes]) for nodes in heads)

    @cached_property
    def words(self) -> str:
        """The whole text, folded, with its headings."""
        return "\n".join(f"{passage.heading}\n{passage.words}" for passage in self.passages)

    @cached_property
    def leads(self) -> dict[str, str]:
        """The leading municipality of each task that has one."""
        rows = self.snapshot.all(Assignment)
        return {row.task_id: row.municipality_id for row in rows if row.role is Role.LEAD}

    def about(self, topic: ClauseTopic) -> tuple[Passage, ...]:
        """The passages about a topic, stated ones first."""
        found = [passage for passage in self.passages if topic in passage.topics]
        return tuple(sorted(found, key=lambda passage: passage.topics[topic]))

    def says(self, pattern: str) -> bool:
        """Whether the folded text contains a pattern anywhere."""
        return re.search(pattern, self.words) is not None

    def parts_saying(self, pattern: str) -> Iterator[tuple[Passage, Clause, str]]:
        """The parts whose own words contain a pattern, with their passage and these words."""
        for passage in self.passages if self.says(pattern) else ():
            for part, words in passage.parts:
                if re.search(pattern, words):
                    yield passage, part, words

    def steps(self, kind: SupervisorStepKind) -> tuple[SupervisorStep, ...]:
        """The steps of a kind before supervisor and public."""
        rows = self.snapshot.all(SupervisorStep)
        return tuple(row for row in rows if row.agreement_id == self.agreement.id and row.kind is kind)

    def reasons(self, *codes: str) -> tuple[Reason, ...]:
        """What holds up the effect or is still owed, by the codes of `effect`."""
        return tuple(row for row in (*self.effect.missing, *self.effect.duties) if row.code in codes)

    def codes_of(self, ids: Iterable[str | None]) -> str:
        """The codes of municipalities in the order of the parties."""
        wanted = set(ids)
        return ", ".join(party.code for party in self.parties if party.id in wanted)

    def municipality(self, id_: str) -> Municipality:
        """A municipality by id."""
        return self.snapshot.get(Municipality, id_)

    def hit(
        self,
        rule: str,
        code: str,
        values: Values = NOTHING,
        *,
        facts: tuple[object, ...] = (),
        fix: Fix | None = None,
    ) -> Hit:
        """A finding about the agreement as a whole; it returns when `values` or `facts` change."""
        id_ = self.agreement.id
        sum_ = fingerprint(code, "", (*values.values(), *facts))
        return Hit(rule, code, id_, "agreement", id_, sum_, values=values, fix=fix)

    def hit_row(
        self,
        rule: str,
        code: str,
        row: Entity,
        values: Values = NOTHING,
        *,
        facts: tuple[object, ...] = (),
        fix: Fix | None = None,
        on: date | None = None,
    ) -> Hit:
        """A finding about a row; `on` is the day whose law holds, where that is not the Stichtag."""
        sum_ = fingerprint(code, row.id, (*values.values(), *facts))
        kind = table_name(type(row))
        return Hit(rule, code, self.agreement.id, kind, row.id, sum_, values=values, day=on, fix=fix)

    def hit_clause(
        self,
        rule: str,
        code: str,
        part: Clause,
        words: str,
        values: Values = NOTHING,
        *,
        guess: ClauseTopic | None = None,
    ) -> Hit:
        """A finding about a part of the text; it returns when these words change."""
        sum_ = fingerprint(code, part.stem, (words, *values.values()))
        return Hit(rule, code, self.agreement.id, "clause", part.id, sum_, part.stem, values, topic=guess)

    def hit_missing(self, rule: str, code: str, topic: ClauseTopic, values: Values = NOTHING) -> Hit:
        """A finding that nothing in the text is about a topic; it returns when the headings change."""
        headings = tuple(passage.heading for passage in self.passages)
        return self.hit(rule, code, values, facts=headings, fix=self.insertion(topic))

    def hit_about(self, rule: str, code: str, topic: ClauseTopic, values: Values = NOTHING) -> Hit:
        """A finding that the text says too little about a topic: at its passage, else that there is none."""
        about = self.about(topic)
        if not about:
            return self.hit_missing(rule, code, topic, values)
        first = about[0]
        return self.hit_clause(rule, code, first.head, first.words, values, guess=guess_of(first, topic))

    def insertion(self, topic: ClauseTopic) -> Fix | None:
        """Inserting a clause about a topic, while the text may still be changed."""
        if self.version is None or self.version.frozen_on is not None:
            return None
        return Fix(FixKind.INSERT_CLAUSE, (self.version.id,), topic)


def guess_of(passage: Passage, topic: ClauseTopic) -> ClauseTopic | None:
    """The topic, where it is only a guess that the passage is about it."""
    return topic if passage.topics.get(topic) else None


def _passage(parts: list[Clause]) -> Passage:
    head, *below = parts
    told = ((head, folded(head.text)), *((part, folded(f"{part.heading} {part.text}")) for part in below))
    words = "\n".join(text for _, text in told if text)
    heading = folded(parts[0].heading)
    stated = frozenset(part.topic for part in parts)
    return Passage(parts[0], told, heading, words, dict(topics_of(parts[0], heading, words, stated)))
