"""Committees and meetings of a council information system, and whose they are."""

from collections.abc import Iterable
from datetime import datetime, time

from ozgdesk.commands.paper_comparison import PaperComparison, dated
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.incoming_papers import IncomingBody, IncomingCommittee, IncomingMeeting, IncomingPapers
from ozgdesk.domain.oparl_ids import row_id
from ozgdesk.domain.order import between
from ozgdesk.domain.snapshot import Rows
from ozgdesk.texts.council_words import committee_kind
from ozgdesk.texts.paper_import import oparl_source

_LONGEST_NAME = 300
_LONGEST_LINE = 1_000
_TITLES = ("stadt", "gemeinde", "marktgemeinde", "landkreis", "hochschulstadt", "die", "der")


def proposed_towns(rows: Rows, incoming: IncomingPapers) -> dict[str, str]:
    """The municipality of each body that can be told: by AGS, else by name; others stay open."""
    towns = rows.all(Municipality)
    found: dict[str, str] = {}
    for body in incoming.bodies:
        by_key = [town.id for town in towns if town.ags and town.ags == body.ags]
        by_name = [town.id for town in towns if _is_called(town, body)]
        ids = by_key or (
            [] if body.ags and any(_has_other_key(towns, id_, body) for id_ in by_name) else by_name
        )
        if len(ids) == 1:
            found[body.uid] = ids[0]
    return found


def _has_other_key(towns: Iterable[Municipality], id_: str, body: IncomingBody) -> bool:
    return any(town.id == id_ and town.ags and town.ags != body.ags for town in towns)


def _is_called(town: Municipality, body: IncomingBody) -> bool:
    """Whether the name of a body begins with that of a municipality, words compared."""
    words = _words(town.name)
    return any(bool(words) and _words(name)[: len(words)] == words for name in (body.name, body.short_name))


def _words(name: str) -> list[str]:
    words = name.casefold().replace(",", " ").split()
    while words and words[0] in _TITLES:
        words = words[1:]
    return words


def plan_committees(comparison: PaperComparison, uids: Iterable[str]) -> None:
    """Compare the committees that are needed; a new one stands behind those that are here."""
    order = max((row.order for row in comparison.snapshot.all(Committee)), default=None)
    for uid in uids:
        there = comparison.incoming.committee.get(uid)
        if there is None or not there.name or comparison.town(there.body_uid) is None:
            continue
        comparison.part_of = uid
        id_ = comparison.committee_id(there)
        here = comparison.snapshot.find(Committee, id_)
        told = _committee(comparison, there)
        name = str(told["name"])
        if there.is_deleted:
            if here is not None:
                comparison.say(Fate.NOT_CARRIED, "committee", name, "committee_deleted")
        elif here is not None:
            # Name and kind of one that was typed here are what it is known by.
            groups = [
                (field,)
                for field in told
                if comparison.was_here(Committee, id_) or field not in ("name", "kind")
            ]
            here = comparison.merge(Committee, id_, told, groups, name)
        elif comparison.was_here(Committee, id_):
            comparison.say(Fate.SKIPPED, "committee", name, "removed_here")
            del comparison.ids[uid]
        else:
            order = between(order, None)
            source = oparl_source(uid)[:_LONGEST_LINE]
            row = {
                **told,
                "id": id_,
                "municipality_id": comparison.town(there.body_uid),
                "order": order,
                "source": source,
            }
            here = Committee.model_validate(row)
            comparison.insert(here, name)
        if here is not None:
            comparison.committees[uid] = here


def _committee(comparison: PaperComparison, there: IncomingCommittee) -> dict[str, object]:
    if len(there.name) > _LONGEST_NAME:
        comparison.say(Fate.NOT_CARRIED, "committee", there.name, "long_name", most=_LONGEST_NAME)
    told: dict[str, object] = {
        "name": there.name[:_LONGEST_NAME],
        "kind": committee_kind(there.name, there.sort),
    }
    found = {
        "short_name": there.short_name[:_LONGEST_LINE],
        "valid_from": there.starts_on,
        "valid_until": there.ends_on,
        "seats": there.seats,
    }
    return told | {name: value for name, value in found.items() if value not in (None, "")}


def plan_meetings(comparison: PaperComparison, meetings: Iterable[IncomingMeeting]) -> None:
    """Compare the meetings that are needed."""
    for there in meetings:
        known = [uid for uid in there.committee_uids if uid in comparison.committees]
        if not known or there.is_only_day:
            continue
        held = comparison.snapshot.find(Meeting, row_id(there.uid))
        day = there.starts_at.date() if there.starts_at is not None else None
        committee = comparison.on_day(comparison.committees[known[0]], day)
        if held is not None:
            committee = comparison.snapshot.get(Committee, held.committee_id)
        comparison.part_of = known[0]
        name = dated(
            committee.short_name or committee.name, there.starts_at.date() if there.starts_at else None
        )
        if there.starts_at is None:
            _take_without_day(comparison, there, name)
            continue
        _plan_meeting(comparison, there, committee, name)
        if len(there.committee_uids) > 1:
            comparison.say(Fate.NOT_CARRIED, "meeting", name, "joint_meeting", first=committee.name)


def _plan_meeting(
    comparison: PaperComparison, there: IncomingMeeting, committee: Committee, name: str
) -> None:
    starts_at = there.starts_at or datetime.min
    id_ = comparison.meeting_id(there.uid, committee.id, starts_at.date())
    comparison.holders[there.uid] = committee.id
    here = comparison.snapshot.find(Meeting, id_)
    told: dict[str, object] = {
        "held_on": starts_at.date(),
        "is_cancelled": there.is_cancelled or there.is_deleted,
    }
    if starts_at.time() != time():
        told["starts_at"] = f"{starts_at:%H:%M}"
        if there.ends_at is not None:
            told["ends_at"] = f"{there.ends_at:%H:%M}"
    if there.place:
        told["place"] = there.place[:_LONGEST_LINE]
    if here is not None:
        comparison.merge(Meeting, id_, told, [(field,) for field in told], name)
    elif comparison.was_here(Meeting, id_) or there.is_deleted:
        code = "deleted_there" if there.is_deleted else "removed_here"
        comparison.say(Fate.SKIPPED, "meeting", name, code)
        del comparison.ids[there.uid]
    else:
        source = oparl_source(there.uid)[:_LONGEST_LINE]
        row = {**told, "id": id_, "committee_id": committee.id, "source": source}
        comparison.insert(Meeting.model_validate(row), name)


def _take_without_day(comparison: PaperComparison, there: IncomingMeeting, name: str) -> None:
    """A tombstone tells no day: the meeting it is about may be here by its id."""
    id_ = comparison.meeting_id(there.uid, "", datetime.min.date())
    if comparison.snapshot.find(Meeting, id_) is None:
        del comparison.ids[there.uid]
        comparison.say(Fate.NOT_CARRIED, "meeting", name, "deleted_there" if there.is_deleted else "no_day")
    elif there.is_deleted:
        comparison.merge(Meeting, id_, {"is_cancelled": True}, [("is_cancelled",)], name)
