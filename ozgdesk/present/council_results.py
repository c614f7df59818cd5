"""What the line for a result offers: results by key, where a paper goes next, what a change leads to."""

from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.changed_text import ChangedText, changed_text
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.council_terms import successors
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, Result
from ozgdesk.domain.votes import CASTING, RECOMMENDING, Votes, derive_result, exceeds_seats
from ozgdesk.present.agreement_text import enumerated
from ozgdesk.texts.councils import CASTING_VOTE, new_version_name
from ozgdesk.texts.labels import label

RESULT_KEYS: dict[str, Result] = {
    "E": Result.UNANIMOUS,
    "M": Result.MAJORITY,
    "B": Result.ADOPTED,
    "A": Result.REJECTED,
    "G": Result.CHANGED,
    "V": Result.POSTPONED,
    "U": Result.REFERRED,
    "T": Result.REMOVED,
    "Z": Result.WITHDRAWN,
    "K": Result.NOTED,
}
"""The key that begins the line for a result with one chosen."""

_OF_COMMITTEE = {
    Result.UNANIMOUS: Result.RECOMMENDED,
    Result.MAJORITY: Result.RECOMMENDED,
    Result.ADOPTED: Result.RECOMMENDED,
    Result.REJECTED: Result.NOT_RECOMMENDED,
}


def result_of_key(key: str, kind: CommitteeKind) -> Result | None:
    """The result a key stands for at a body; committees recommend instead of resolving (§ 62 HGO)."""
    found = RESULT_KEYS.get(key.upper())
    return _OF_COMMITTEE.get(found, found) if found is not None and kind in RECOMMENDING else found


def station_title(view: View, station: Consultation) -> str:
    """Body and paper of a station, as the head of the line."""
    paper = view.snapshot.get(CouncilPaper, station.paper_id)
    body = view.snapshot.get(Committee, station.committee_id)
    town = view.snapshot.get(Municipality, paper.municipality_id)
    return f"{body.name} ({town.code}) · {paper.number or paper.title}"


def votes_hint(view: View, station: Consultation, votes: Votes) -> str:
    """What follows from votes at a station, and what is odd about them."""
    body = view.snapshot.get(Committee, station.committee_id)
    found = derive_result(votes, body.kind)
    words = f"Daraus folgt: {label(found)}." if found else ""
    if votes.is_tie:
        words = f"Stimmengleichheit. {words}"
    if votes.is_tie and body.kind in CASTING:
        words = f"{words} {CASTING_VOTE}"
    if exceeds_seats(votes, body.seats):
        words = f"{votes.present} Stimmen bei {body.seats} Sitzen, bitte prüfen. {words}"
    return words.strip()


def other_bodies(view: View, station: Consultation) -> tuple[tuple[str, str], ...]:
    """The bodies a paper can be referred to, as (id, name)."""
    town = view.snapshot.get(CouncilPaper, station.paper_id).municipality_id
    day = day_of(view.snapshot, station) or view.as_of
    found = [
        row
        for row in view.snapshot.all(Committee)
        if row.municipality_id == town and row.id != station.committee_id and _exists(row, day)
    ]
    return tuple((row.id, row.name) for row in sorted(found, key=lambda row: (row.order, row.id)))


def next_day(view: View, committee_id: str, after: date | None) -> date | None:
    """The day of the next entered meeting of a body, or its successor, behind a day; None without one."""
    bodies = {body.id for body in successors(view.snapshot, committee_id)}
    days = (
        row.held_on
        for row in view.snapshot.all(Meeting)
        if row.committee_id in bodies and not row.is_cancelled and row.held_on > (after or view.as_of)
    )
    return min(days, default=None)


def change_preview(view: View, station: Consultation, day: date | None) -> str:
    """What is made when a station has changed the text; empty where nothing is to be done."""
    found = changed_text(view.snapshot, station.id)
    return " ".join(_change_parts(view, station, found, day)) if found else ""


def _change_parts(view: View, station: Consultation, found: ChangedText, day: date | None) -> Iterator[str]:
    if found.made is not None:
        yield f"Als neue Fassung gilt „{found.made.name}“."
    elif found.version is not None:
        body = view.snapshot.get(Committee, station.committee_id)
        held_on = day or day_of(view.snapshot, station) or view.as_of
        name = new_version_name(body.short_name or body.name, held_on)
        yield f"„{name}“ entsteht als Kopie von „{found.version.name}“; dort tragen Sie die Änderung ein."
    if found.again:
        towns = [view.snapshot.get(Municipality, paper.municipality_id).name for paper in found.again]
        count = "eine Ergänzungsvorlage" if len(towns) == 1 else "je eine Ergänzungsvorlage"
        yield f"Erneut entscheiden: {enumerated(towns)}; dort entsteht {count}."
    else:
        yield "Keine andere Kommune muss erneut entscheiden."
    papers = {view.snapshot.get(CouncilPaper, row.paper_id).municipality_id for row in found.under_way}
    going_on = [row.name for row in view.municipalities if row.id in papers]
    if going_on:
        yield f"Mit der neuen Fassung weiter beraten: {enumerated(going_on)}."


def _exists(body: Committee, day: date) -> bool:
    has_begun = body.valid_from is None or body.valid_from <= day
    return has_begun and (body.valid_until is None or body.valid_until >= day)
