"""On which days a body meets, as entered, and what must be there before: Ladung and Vorlagenschluss."""

from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk.domain.calendar import DayOfYear, customary, holidays
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.recesses import recesses_of
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.vocabulary import ClosureKind, CommitteeKind

INVITED = frozenset({CommitteeKind.COUNCIL, CommitteeKind.COMMITTEE})
"""Bodies that § 58 HGO is about; Magistrat and Gemeindevorstand have a rhythm of their own."""

LEAST_NOTICE_DAYS = 3
"""The days between the receipt of the Ladung and the meeting (HGO-08); rules of procedure may set more."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a meeting is not reckoned with: `recess`, the name of the recess; or `holiday`, that of the day."""

    code: str
    name: str


class CouncilDays:
    """The days of all bodies of a project, read once."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._customary = customary(rows)
        self._closed = [row for row in rows.all(Closure) if row.kind is ClosureKind.OFFICE_CLOSED]
        self._recesses: dict[str, tuple[Closure, ...]] = {}
        self._meetings: dict[str, list[Meeting]] = {}
        for meeting in sorted(rows.all(Meeting), key=lambda row: (row.held_on, row.starts_at, row.id)):
            if not meeting.is_cancelled:
                self._meetings.setdefault(meeting.committee_id, []).append(meeting)

    def entered(self, committee_id: str) -> tuple[Meeting, ...]:
        """The meetings of a body that are not cancelled, by day."""
        return tuple(self._meetings.get(committee_id, ()))

    def usable(self, body: Committee) -> tuple[Meeting, ...]:
        """Those of them against which nothing stands."""
        return tuple(row for row in self.entered(body.id) if self.obstacle(body, row.held_on) is None)

    def last_by(self, body: Committee, latest: date) -> Meeting | None:
        """The last usable meeting on a day or before."""
        found = [row for row in self.usable(body) if row.held_on <= latest]
        return found[-1] if found else None

    def obstacle(self, body: Committee, on: date) -> Obstacle | None:
        """What stands against a meeting: a public holiday, for council and committees a recess too."""
        name = holidays(on.year).get(on)
        if name is not None:
            return Obstacle("holiday", name)
        if body.municipality_id is not None and body.kind in INVITED:
            for recess in self.recesses(body.municipality_id):
                if recess.from_on <= on <= recess.until_on:
                    return Obstacle("recess", recess.name)
        return None

    def recesses(self, municipality_id: str) -> tuple[Closure, ...]:
        """The council recesses of a municipality by day."""
        if municipality_id not in self._recesses:
            self._recesses[municipality_id] = recesses_of(self._rows, municipality_id)
        return self._recesses[municipality_id]

    def invitation_by(self, body: Committee, meeting_on: date) -> date | None:
        """The last day on which the Ladung can arrive; None for a body without a Ladungsfrist.

        The days lie between receipt and meeting, neither of them counted (§ 58 Abs. 1 HGO).
        """
        days = notice_days(body)
        if days is None:
            return None
        return self.office_day(body.municipality_id, days_before(meeting_on, days + 1))

    def closing_on(self, body: Committee, meeting_on: date) -> date | None:
        """The day of the Vorlagenschluss; None where it is not entered."""
        if body.closing_days is None:
            return None
        return self.office_day(body.municipality_id, days_before(meeting_on, body.closing_days))

    def submission_by(self, body: Committee, meeting_on: date) -> date:
        """The last day to submit a paper: Vorlagenschluss or Ladung, whichever is first, else the meeting."""
        days = (self.closing_on(body, meeting_on), self.invitation_by(body, meeting_on), meeting_on)
        return min(day for day in days if day is not None)

    def office_day(self, municipality_id: str | None, day: date) -> date:
        """This day or the last one before on which the town hall (None: any) works."""
        while day > date.min:
            closure = self._closure(municipality_id, day)
            if closure is not None:
                day = days_before(closure.from_on, 1)
            elif _is_free(day, self._customary):
                day -= timedelta(days=1)
            else:
                break
        return day

    def _closure(self, municipality_id: str | None, day: date) -> Closure | None:
        for row in self._closed:
            if row.municipality_id in (None, municipality_id) and row.from_on <= day <= row.until_on:
                return row
        return None


def notice_days(body: Committee) -> int | None:
    """The Ladungsfrist of a body; where it is empty, the least the law asks for, which binds only some."""
    return body.notice_days if body.notice_days is not None else preset_notice(body.kind)


def preset_notice(kind: CommitteeKind) -> int | None:
    """The Ladungsfrist of a new body of a kind: the least the law asks for; None where it asks for none."""
    return LEAST_NOTICE_DAYS if kind in INVITED else None


def days_before(day: date, days: int) -> date:
    """A day some calendar days earlier (negative: later), between the first and the last day there is.

    >>> days_before(date(2027, 3, 25), 4)
    datetime.date(2027, 3, 21)
    """
    return date.fromordinal(min(max(day.toordinal() - days, 1), date.max.toordinal()))


def valid_body(rows: Rows, municipality_id: str, kind: CommitteeKind, on: date) -> Committee | None:
    """The first body of a kind that a municipality has on a day."""
    found = [
        row
        for row in rows.all(Committee)
        if (row.municipality_id, row.kind) == (municipality_id, kind)
        and (row.valid_from is None or row.valid_from <= on)
        and (row.valid_until is None or row.valid_until >= on)
    ]
    return min(found, key=lambda row: (row.order, row.id), default=None)


def _is_free(day: date, custom: frozenset[DayOfYear]) -> bool:
    is_custom = (day.month, day.day) in custom
    return day.weekday() >= _SATURDAY or is_custom or day in holidays(day.year)
