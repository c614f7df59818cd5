"""What a council information system says about papers and their way, before anybody has decided what to take.

`exchange.oparl_reading` makes `IncomingPapers`, `commands.paper_import` compares what was chosen of it with
the project. The words are those of OParl; a `uid` is the id of an object there. Persons are never read.
Nothing here is kept, and nothing here decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from ozgdesk.domain.incoming import Leftover


@dataclass(frozen=True, slots=True)
class IncomingBody:
    """A municipality there. `ags` has eight digits where the file allows to tell them, else it is empty."""

    uid: str
    name: str = ""
    short_name: str = ""
    ags: str = ""


@dataclass(frozen=True, slots=True)
class IncomingCommittee:
    """A body of a municipality. `sort` is what the file calls its kind, in free words."""

    uid: str
    body_uid: str
    name: str
    short_name: str = ""
    sort: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    seats: int | None = None
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class IncomingItem:
    """An item of an agenda; `result` is free text. `is_heading`: it only divides the agenda."""

    uid: str
    number: str = ""
    name: str = ""
    is_public: bool | None = None
    is_heading: bool = False
    result: str = ""
    own_result: str = ""
    resolution_text: str = ""
    station_uid: str = ""


@dataclass(frozen=True, slots=True)
class IncomingMeeting:
    """A meeting of one or several committees; times are those of Berlin, midnight means that none is told.

    `is_only_day`: no meeting is kept where it comes from, only the day of its stations.
    """

    uid: str
    body_uid: str
    committee_uids: tuple[str, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    is_cancelled: bool = False
    is_deleted: bool = False
    is_only_day: bool = False
    items: tuple[IncomingItem, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingStation:
    """A consultation; `role` is free text. `is_authoritative` is None where the file does not say."""

    uid: str
    committee_uids: tuple[str, ...] = ()
    meeting_uid: str = ""
    item: IncomingItem | None = None
    role: str = ""
    is_authoritative: bool | None = None
    is_final: bool | None = None
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class IncomingPaper:
    """A paper with its stations in the order of their meetings. `sort` is its kind in free words.

    `closed_on` is the day on which it was withdrawn, where `is_deleted`.
    """

    uid: str
    body_uid: str
    title: str = ""
    number: str = ""
    sort: str = ""
    dated_on: date | None = None
    department: str = ""
    predecessor_uid: str = ""
    stations: tuple[IncomingStation, ...] = ()
    is_deleted: bool = False
    closed_on: date | None = None


@dataclass(frozen=True)
class IncomingPapers:
    """All that was read, one or many files. `leftovers` name what is not taken."""

    title: str
    bodies: tuple[IncomingBody, ...] = ()
    committees: tuple[IncomingCommittee, ...] = ()
    meetings: tuple[IncomingMeeting, ...] = ()
    papers: tuple[IncomingPaper, ...] = ()
    leftovers: tuple[Leftover, ...] = ()

    @cached_property
    def committee(self) -> Mapping[str, IncomingCommittee]:
        """The committees by uid."""
        return {row.uid: row for row in self.committees}

    @cached_property
    def meeting(self) -> Mapping[str, IncomingMeeting]:
        """The meetings by uid."""
        return {row.uid: row for row in self.meetings}

    def committees_called(self, text: str) -> frozenset[str]:
        """The uids of committees with this name or short name, else of those that have all these words."""
        wanted = text.casefold().strip()
        exact = {
            row.uid for row in self.committees if wanted in (row.name.casefold(), row.short_name.casefold())
        }
        words = wanted.split()
        return frozenset(
            exact
            or {row.uid for row in self.committees if words and all(w in row.name.casefold() for w in words)}
        )


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What is to be taken. `towns` gives municipality ids by body uid.

    `papers` are the uids of papers (None: all), `calendars` those of committees of which all meetings are
    taken. Committees and meetings that a paper goes through come along with it.
    """

    towns: Mapping[str, str]
    papers: frozenset[str] | None = None
    calendars: frozenset[str] = field(default_factory=frozenset)

    def takes(self, paper: IncomingPaper) -> bool:
        """Whether a paper is to be taken."""
        return self.papers is None or paper.uid in self.papers


def papers_with(
    papers: tuple[IncomingPaper, ...], text: str = "", since: date | None = None
) -> frozenset[str]:
    """The uids of papers that have all the words in title or number, and were there on or after a day.

    A paper counts by its own date, else it stays; tombstones always stay: what they close is here or nowhere.
    """
    words = text.casefold().split()
    return frozenset(
        paper.uid
        for paper in papers
        if paper.is_deleted
        or (
            all(word in f"{paper.number} {paper.title}".casefold() for word in words)
            and (since is None or paper.dated_on is None or paper.dated_on >= since)
        )
    )


def calendars_of(incoming: IncomingPapers, papers: frozenset[str] | None) -> frozenset[str]:
    """The uids of the committees that these papers go through; None: of all that have meetings."""
    if papers is None:
        return frozenset(uid for row in incoming.meetings for uid in row.committee_uids)
    stations = (row for paper in incoming.papers if paper.uid in papers for row in paper.stations)
    return frozenset(uid for station in stations for uid in station.committee_uids)


def called(body: IncomingBody) -> str:
    """How a municipality there is called, its address where it has no name."""
    return body.name or body.short_name or body.uid
