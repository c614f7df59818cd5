"""The page Beitritt und Kündigung as rows: today, afterwards, and why, with the norm."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import AccessionCondition, Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.supervisor import Supervisor, SupervisorLevel
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import CostKey
from ozgdesk.domain.what_if import (
    FEWEST_FOR_GRANT,
    FEWEST_PARTIES,
    Comparison,
    NeededResolution,
    PartyChange,
    ResolutionPart,
    Side,
)
from ozgdesk.present.agreement_text import enumerated
from ozgdesk.texts import what_if as words
from ozgdesk.texts.clauses import citation
from ozgdesk.texts.effect import PROCEDURES, supervisor_text
from ozgdesk.texts.law import CHECK, norm_text, rule
from ozgdesk.texts.notice import notice_words
from ozgdesk.texts.organs import board_name, council_name

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class WhatIfRow:
    """One line of the comparison; `norm` carries „bitte prüfen“ where the law was not read."""

    id: str
    topic: str
    today: str
    after: str
    why: str
    norm: str = ""
    is_verified: bool = True

    @property
    def is_changed(self) -> bool:
        """Whether the branch differs from today."""
        return self.today != self.after


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition of an authorisation, with whose it is."""

    id: str
    town: str
    text: str
    is_met: bool
    met_on: date | None
    evidence: str


def what_if_rows(found: Comparison, agreement: Agreement) -> tuple[WhatIfRow, ...]:
    """All lines in the order of reading: who, costs and tasks, resolutions, procedure, signing, notes."""
    return tuple(_Lines(found, agreement).all())


def condition_rows(found: Comparison) -> tuple[ConditionRow, ...]:
    """The conditions of all authorisations."""
    return tuple(_condition(need, row) for need in found.resolutions for row in need.conditions)


def _condition(need: NeededResolution, row: AccessionCondition) -> ConditionRow:
    return ConditionRow(row.id, need.municipality.name, row.text, row.is_met, row.met_on, row.evidence)


class _Lines:
    def __init__(self, found: Comparison, agreement: Agreement) -> None:
        self.found = found
        self.agreement = agreement
        self.town = found.proposal.municipality
        self.is_joining = found.proposal.change is PartyChange.JOINS

    def all(self) -> Iterator[WhatIfRow]:
        yield self._parties()
        for party in self._everybody():
            yield self._share(party)
        yield from self._tasks()
        if self.found.notice is not None:
            yield self._notice()
        if self.is_joining:
            yield self._opening()
        for need in self.found.resolutions:
            yield self._resolution(need)
        yield self._procedure()
        yield self._supervisor()
        yield self._signatures()
        if self.is_joining:
            yield self._copies()
        yield from self._notes()

    def _parties(self) -> WhatIfRow:
        sides = (self.found.today, self.found.after)
        today, after = (
            f"{len(side.parties)}: {enumerated([p.name for p in side.parties])}" for side in sides
        )
        text = words.COUNTS_FROM if self.is_joining else words.COUNTS_UNTIL
        why = text.format(name=self.town.name, day=formats.day(self.found.proposal.on))
        if not self.found.is_in_force:
            why = f"{why} {words.NOT_IN_FORCE}"
        return _row("parties", "Vertragsparteien", today, after, why, "KGG-31" if self.is_joining else "")

    def _everybody(self) -> list[Municipality]:
        after = [party for party in self.found.after.parties if party not in self.found.today.parties]
        return [*self.found.today.parties, *after]

    def _share(self, party: Municipality) -> WhatIfRow:
        today, after = (_part(side, party) for side in (self.found.today, self.found.after))
        ends = party.id == self.town.id and not self.is_joining
        why = words.SHARE_ENDS if ends else self._why_share()
        return _row(f"share-{party.id}", f"Anteil {party.name}", today, after, why)

    def _why_share(self) -> str:
        shares = self.found.after.shares
        lacking = enumerated([p.name for p in self.found.after.parties if p.id in shares.lacking])
        if lacking:
            text = words.POPULATION_LACKS if shares.key is CostKey.POPULATION else words.SHARE_AGREED_ANEW
            return text.format(name=lacking)
        return words.SHARES_SCALED if shares.is_scaled else words.SHARES[shares.key]

    def _tasks(self) -> Iterator[WhatIfRow]:
        if self.found.orphaned:
            law = "KGG-16" if self.found.procedure is Procedure.APPROVAL else "KGG-17"
            why = words.ORPHANED.format(names=_names(self.found.orphaned))
            today = formats.count(len(self.found.orphaned), "Aufgabe", "Aufgaben")
            yield _row("orphaned", f"Federführung {self.town.name}", today, "nicht vergeben", why, law)
        if self.found.contributed:
            why = words.CONTRIBUTED.format(names=_names(self.found.contributed))
            today = formats.count(len(self.found.contributed), "Aufgabe", "Aufgaben")
            yield _row("contributed", f"Zuarbeit {self.town.name}", today, NOTHING, why)
        if not self.is_joining and self.town.is_coordinating:
            why = words.COORDINATION.format(name=self.town.name)
            yield _row("coordination", "Koordination", self.town.name, "nicht vergeben", why)

    def _opening(self) -> WhatIfRow:
        """What the text in force says about further municipalities."""
        node = self.found.opening.node if self.found.opening else None
        place = (citation(node) or node.clause.heading) if node else "keine"
        why = words.OPENING.format(place=place) if node else words.NO_OPENING
        return _row("opening", "Öffnungsklausel", place, place, why, "KGG-31")

    def _notice(self) -> WhatIfRow:
        notice = self.found.notice
        wished = f"zum {formats.day(self.found.proposal.on)}"
        if notice is None or notice.earliest is None:
            return _row("notice", "Kündigung", NOTHING, wished, words.NOTICE_NOT_STATED, "KGG-19")
        period = notice_words(notice.months, notice.to) or f"{notice.months} Monaten"
        text = words.NOTICE_POSSIBLE if notice.is_possible else words.NOTICE_TOO_EARLY
        until = formats.day(notice.until) if notice.until else ""
        why = text.format(period=period, earliest=formats.day(notice.earliest), until=until)
        after = wished if notice.is_possible else f"frühestens zum {formats.day(notice.earliest)}"
        return _row("notice", "Kündigung", NOTHING, after, why, "KGG-19")

    def _resolution(self, need: NeededResolution) -> WhatIfRow:
        town = need.municipality
        council, board = council_name(town), board_name(town)
        body = board.name if need.is_by_board else council.name
        names = {
            "council": council.nominative[:1].upper() + council.nominative[1:],
            "council_middle": council.nominative,
            "council_accusative": council.accusative,
            "board_accusative": board.accusative,
            "open": len(need.open_conditions),
            "all": len(need.conditions),
        }
        text = {
            ResolutionPart.JOINS: words.RESOLUTION_JOINS,
            ResolutionPart.AGREES: words.RESOLUTION_AGREES,
            ResolutionPart.LEAVES: words.RESOLUTION_LEAVES,
            ResolutionPart.STAYS: words.RESOLUTION_STAYS,
        }[need.part]
        if need.is_by_board:
            text = words.RESOLUTION_CONDITIONS if need.open_conditions else words.RESOLUTION_BY_BOARD
        law = "KGG-31" if need.part is ResolutionPart.JOINS else "HGO-05"
        id_, topic = f"resolution-{town.id}", f"Beschluss {town.name}"
        row = _row(id_, topic, NOTHING, body, text.format(**names), law)
        return replace(row, norm=f"{row.norm} ({CHECK})", is_verified=False) if need.is_by_board else row

    def _procedure(self) -> WhatIfRow:
        found = self.found
        today = PROCEDURES[found.procedure]
        after, why = words.PROCEDURES.get(
            (found.proposal.change, found.procedure),
            (today, words.PROCEDURE_NONE if found.procedure is Procedure.NONE else words.PROCEDURE_UNKNOWN),
        )
        laws = found.rules
        if found.after.supervisor.rule == "KGG-27":
            after, why = words.MINISTRY_APPROVAL, f"{words.MINISTRY_TOO} {why}"
            laws = ("KGG-27", *laws)
        return _row("procedure", "Verfahren", NOTHING, after, why, *laws)

    def _supervisor(self) -> WhatIfRow:
        today, after = self.found.today.supervisor, self.found.after.supervisor
        law = rule(after.rule)
        text = words.SUPERVISOR_SAME
        if _authority(today) != _authority(after):
            text = words.SUPERVISOR_MOVES.format(law=law.text if law else "").strip()
        if after.lacking:
            lacking = [party.name for party in self.found.after.parties if party.id in after.lacking]
            text = f"{words.SUPERVISOR_LACKS.format(names=enumerated(lacking))} {text}"
        return _row("supervisor", "Aufsichtsbehörde", _authority(today), _authority(after), text, after.rule)

    def _signatures(self) -> WhatIfRow:
        count = len(self.found.after.parties) * 2 if self.is_joining else 2
        text = words.SIGNATURES if self.is_joining else words.SIGNATURES_OF_NOTICE
        law = "KGG-18" if self.is_joining else "KGG-19"
        return _row("signatures", "Unterschriften", NOTHING, str(count), text, "HGO-01", law)

    def _copies(self) -> WhatIfRow:
        stated = self.agreement.copies_count
        today = stated or len(self.found.today.parties)
        more = len(self.found.after.parties) - len(self.found.today.parties)
        text = words.COPIES_STATED.format(count=stated) if stated else words.COPIES
        return _row("copies", "Ausfertigungen", str(today), str(today + more), text)

    def _notes(self) -> Iterator[WhatIfRow]:
        before, after = (len(side.parties) for side in (self.found.today, self.found.after))
        if after < FEWEST_PARTIES <= before:
            text = words.FEWER_THAN_TWO
            yield WhatIfRow("ends", "Bestand", "besteht", "endet", text, words.FEWER_NORM, False)
        if after < FEWEST_FOR_GRANT <= before:
            text = words.FEWER_THAN_THREE
            yield WhatIfRow("grant", "Förderung", str(before), str(after), text, words.GRANT_NORM, False)


def _row(id_: str, topic: str, today: str, after: str, why: str, *laws: str) -> WhatIfRow:
    found = [law for law in map(rule, laws) if law is not None]
    norm = "; ".join(dict.fromkeys(norm_text(law) for law in found))
    return WhatIfRow(id_, topic, today, after, why, norm, CHECK not in norm)


def _circle(side: Side) -> str:
    return f"{len(side.parties)}: {enumerated([party.name for party in side.parties])}"


def _part(side: Side, party: Municipality) -> str:
    """What a party bears and leads, empty for one that is none."""
    if party not in side.parties:
        return NOTHING
    share = side.shares.parts.get(party.id)
    led = formats.count(side.led[party.id], "Federführung", "Federführungen")
    return f"{formats.number(share / 100, 2)}\u00a0%, {led}" if share is not None else led


def _names(tasks: tuple[Task, ...]) -> str:
    return ", ".join(f"{task.number} {task.name}" for task in tasks)


def _authority(found: Supervisor) -> str:
    return "nicht bestimmbar" if found.level is SupervisorLevel.UNKNOWN else supervisor_text(found)
