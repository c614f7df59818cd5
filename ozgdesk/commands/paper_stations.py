"""Papers of a council information system with their way through the committees, in our terms."""

from datetime import date

from ozgdesk import formats
from ozgdesk.commands.paper_comparison import PaperComparison, dated
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.incoming_papers import IncomingMeeting, IncomingPaper, IncomingStation
from ozgdesk.domain.oparl_ids import is_own, row_id
from ozgdesk.domain.order import number_key
from ozgdesk.domain.vocabulary import ConsultationRole, Result
from ozgdesk.texts.council_words import paper_kind, result_in, role_in
from ozgdesk.texts.paper_import import WITHDRAWN_THERE, oparl_source, station_note

_LONGEST_NAME = 300
_LONGEST_SHORT = 60
_LONGEST_LINE = 1_000
_LONGEST_TEXT = 200_000
_VOTES = ("votes_yes", "votes_no", "abstentions", "excluded")


def plan_paper(comparison: PaperComparison, there: IncomingPaper) -> None:
    """Compare one paper and its stations; its predecessor was compared before."""
    comparison.part_of = there.uid
    name = paper_name(there)
    if there.is_deleted:
        _close(comparison, there, name)
        return
    id_ = comparison.paper_id(there)
    here = comparison.snapshot.find(CouncilPaper, id_)
    told = _paper(comparison, there, name)
    if here is None and comparison.was_here(CouncilPaper, id_):
        comparison.say(Fate.SKIPPED, "council_paper", name, "removed_here")
        return
    if here is None:
        code = "new_double_number" if comparison.has_double_number(there) else "new"
        source = oparl_source(there.uid, there.sort)[:_LONGEST_LINE]
        row = {**told, "id": id_, "municipality_id": comparison.town(there.body_uid), "source": source}
        comparison.insert(CouncilPaper.model_validate(row), name, code)
    else:
        is_ours = comparison.was_here(CouncilPaper, id_)
        groups = [(field,) for field in told if is_ours or field != "number"]
        comparison.merge(CouncilPaper, id_, told, groups, name)
    plan_stations(comparison, there, id_, name)


def paper_name(there: IncomingPaper) -> str:
    """Number and title of a paper, as far as it has them."""
    return " ".join(filter(None, (there.number, there.title))) or there.sort or there.uid


def _short_name(there: IncomingPaper) -> str:
    """What tells a paper in the names of its stations."""
    name = there.number or paper_name(there)
    return name if len(name) <= _LONGEST_SHORT else f"{name[: _LONGEST_SHORT - 1]}…"


def _paper(comparison: PaperComparison, there: IncomingPaper, name: str) -> dict[str, object]:
    title = there.title or there.number or there.sort or there.uid
    if len(title) > _LONGEST_NAME:
        comparison.say(Fate.NOT_CARRIED, "council_paper", name, "long_name", most=_LONGEST_NAME)
    told: dict[str, object] = {"title": title[:_LONGEST_NAME], "kind": paper_kind(there.sort)}
    found = {
        "number": there.number[:_LONGEST_LINE],
        "dated_on": there.dated_on,
        "lead_department": there.department[:_LONGEST_LINE],
        "predecessor_id": _predecessor(comparison, there),
    }
    return told | {name: value for name, value in found.items() if value not in (None, "")}


def _predecessor(comparison: PaperComparison, there: IncomingPaper) -> str | None:
    """The paper that this one belongs to, where it is here or was compared before."""
    uid = there.predecessor_uid
    if not uid or uid == there.uid:
        return None
    id_ = comparison.ids.get(uid) or row_id(uid)
    is_known = uid in comparison.ids or comparison.snapshot.find(CouncilPaper, id_) is not None
    return id_ if is_known else None


def _close(comparison: PaperComparison, there: IncomingPaper, name: str) -> None:
    """A tombstone: a paper that is here is closed, one that is not stays away."""
    id_ = comparison.paper_id(there)
    here, meeting = comparison.snapshot.find(CouncilPaper, id_), comparison.snapshot.find(Meeting, id_)
    if meeting is not None:  # some tombstones do not say what they were
        day = formats.day(meeting.held_on)
        comparison.merge(Meeting, id_, {"is_cancelled": True}, [("is_cancelled",)], day)
        return
    if here is None:
        comparison.say(Fate.NOT_CARRIED, "council_paper", name, "withdrawn_there")
        return
    told = {"closed_on": there.closed_on or comparison.today, "closed_note": WITHDRAWN_THERE}
    groups = [("closed_on", "closed_note")] if here.closed_on is None else []
    comparison.merge(CouncilPaper, id_, told, groups, here.title)


def plan_stations(comparison: PaperComparison, paper: IncomingPaper, paper_id: str, name: str) -> None:
    """Compare the stations of a paper that is here or new; none is ever removed."""
    final = _final(paper)
    orders = _orders(comparison, paper)
    for station, order in zip(paper.stations, orders, strict=True):
        meeting = comparison.incoming.meeting.get(station.meeting_uid)
        day = meeting.starts_at.date() if meeting is not None and meeting.starts_at else None
        committee = _committee_of(comparison, station, day)
        if committee is None:
            code = "committee_missing" if station.committee_uids else "no_committee"
            if any(comparison.was_here(Committee, row_id(uid)) for uid in station.committee_uids):
                code = "committee_removed"
            comparison.say(Fate.NOT_CARRIED, "consultation", dated(name, day), code)
            continue
        title = dated(f"{_short_name(paper)}: {committee.short_name or committee.name}", day)
        told = _station(comparison, station, committee, meeting)
        told |= {"order": order, "is_final": station is final}
        _plan_station(comparison, station, told, paper_id, title)
        if len(station.committee_uids) > 1:
            comparison.say(Fate.NOT_CARRIED, "consultation", title, "joint_station", first=committee.name)


def _committee_of(
    comparison: PaperComparison, station: IncomingStation, day: date | None
) -> Committee | None:
    """The committee of a station, as it is kept in the Wahlperiode of its day.

    Of several it is the one that holds the meeting, else the first. A station that is here stays with the
    committee it has, whatever its Wahlperiode.
    """
    known = list(filter(None, map(comparison.committee, station.committee_uids)))
    terms = [row for first in known for row in comparison.terms(first)]
    here = comparison.snapshot.find(Consultation, row_id(station.uid))
    wanted = here.committee_id if here is not None else comparison.holders.get(station.meeting_uid)
    usual = comparison.on_day(known[0], day) if known else None
    return next((row for row in terms if row.id == wanted), usual)


def _plan_station(
    comparison: PaperComparison, station: IncomingStation, told: dict[str, object], paper_id: str, name: str
) -> None:
    day = told.get("held_on")
    committee_id = str(told["committee_id"])
    id_ = comparison.station_id(station.uid, paper_id, committee_id, day if isinstance(day, date) else None)
    here = comparison.snapshot.find(Consultation, id_)
    if station.is_deleted:
        comparison.say(Fate.SKIPPED, "consultation", name, "deleted_there" if here is None else "gone_there")
    elif here is not None:
        if here.held_on is None and here.meeting_id is not None and here.meeting_id == told.get("meeting_id"):
            told.pop("held_on", None)  # it is the day of the meeting anyway
        # The order of one that was typed here is where somebody put it.
        is_ours = comparison.was_here(Consultation, id_)
        votes = tuple(field for field in ("result", *_VOTES) if field in told)
        single = [
            field for field in told if field not in votes and (is_ours or field not in ("order", "is_final"))
        ]
        groups = [(field,) for field in single] + ([votes] if votes else [])
        comparison.merge(Consultation, id_, told, groups, name)
    elif comparison.was_here(Consultation, id_):
        comparison.say(Fate.SKIPPED, "consultation", name, "removed_here")
    else:
        code = _insertion(comparison, station, told)
        source = oparl_source(station.uid)[:_LONGEST_LINE]
        row = {**told, "id": id_, "paper_id": paper_id, "source": source}
        comparison.insert(Consultation.model_validate(row), name, code)


def _insertion(comparison: PaperComparison, station: IncomingStation, told: dict[str, object]) -> str:
    """Why a new station needs a look: no day, or a day that is past without a result that we know."""
    day = told.get("held_on")
    if not isinstance(day, date):
        return "new_without_meeting" if station.meeting_uid else "new_unscheduled"
    if "result" not in told and day < comparison.today:
        told["result"] = Result.UNKNOWN
        return "new_odd_result" if station.item is not None and station.item.result else "new_without_result"
    return "new"


def _station(
    comparison: PaperComparison,
    station: IncomingStation,
    committee: Committee,
    meeting: IncomingMeeting | None,
) -> dict[str, object]:
    """What the file tells about a station; what it does not tell is not among it."""
    told: dict[str, object] = {"committee_id": committee.id}
    meeting_id = comparison.ids.get(station.meeting_uid) or row_id(station.meeting_uid)
    kept = comparison.snapshot.find(Meeting, meeting_id)
    if meeting is not None and meeting.starts_at is not None:
        told["held_on"] = meeting.starts_at.date()
    elif kept is not None:
        told["held_on"] = kept.held_on
    holder = kept.committee_id if kept is not None else comparison.holders.get(station.meeting_uid)
    if holder == committee.id and (kept is not None or station.meeting_uid in comparison.ids):
        told["meeting_id"] = meeting_id  # a joint meeting is kept with one of its committees
    role = role_in(station.role, station.is_authoritative)
    if role is not ConsultationRole.NOT_STATED:
        told["role"] = role
    if station.item is not None:
        told |= _outcome(station, committee, role)
    note = "" if is_own(station.uid) else station_note(station)[:_LONGEST_TEXT]
    return told | ({"note": note} if note else {})


def _outcome(station: IncomingStation, committee: Committee, role: ConsultationRole) -> dict[str, object]:
    """What the item of the agenda tells: public or not, result, votes and wording."""
    item = station.item
    if item is None:
        return {}
    told: dict[str, object] = {}
    if item.is_public is not None:
        told["is_public"] = item.is_public
    if item.resolution_text:
        told["resolution_text"] = item.resolution_text[:_LONGEST_TEXT]
    found = result_in(item.result, committee.kind, role)
    result = Result(item.own_result) if item.own_result in {*Result} else found.result
    if result is not None:
        told["result"] = result
    votes = {name: getattr(found.votes, name.removeprefix("votes_")) for name in _VOTES}
    return told | {name: count for name, count in votes.items() if count is not None}


def _final(paper: IncomingPaper) -> IncomingStation | None:
    """The station whose resolution counts: the one that is marked, else the last that is said to decide."""
    marked = [station for station in paper.stations if station.is_final]
    deciding = [row for row in paper.stations if role_in(row.role, None) is ConsultationRole.DECIDING]
    return next(reversed(marked or deciding), None)


def _orders(comparison: PaperComparison, paper: IncomingPaper) -> list[str]:
    """The order of each station, made from the begin of its meeting: a later one moves none of the others."""
    orders: list[str] = []
    minutes, place = 0, 0
    for station in paper.stations:
        meeting = comparison.incoming.meeting.get(station.meeting_uid)
        starts_at = meeting.starts_at if meeting is not None else None
        at = starts_at.toordinal() * 1440 + starts_at.hour * 60 + starts_at.minute if starts_at else minutes
        place = place + 1 if at == minutes else 0
        minutes = at
        orders.append(number_key(minutes, place))
    return orders
