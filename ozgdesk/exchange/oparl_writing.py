"""The own papers with their way through the bodies, as a list of objects of OParl 1.1.

Source: OParl 1.1 and its schemas (https://dev.oparl.org/spezifikation). What is not public stays here:
stations that are marked so, those of Magistrat and Gemeindevorstand (§ 67 Abs. 1 HGO: they meet in private)
unless they are marked as public, and papers that have no other. Names of persons are in no object.
"""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.oparl_ids import BASE, address
from ozgdesk.domain.resolutions import day_of, stations_of
from ozgdesk.domain.steering import Document
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    ConsultationRole,
    DocumentKind,
    MunicipalityKind,
    Result,
)
from ozgdesk.domain.votes import UNDECIDED
from ozgdesk.exchange.format import Format
from ozgdesk.exchange.oparl_values import offset
from ozgdesk.present.council import votes_text
from ozgdesk.present.naming import cooperation_name
from ozgdesk.texts.council_words import ROLE_WORDS
from ozgdesk.texts.labels import label

Row = dict[str, Any]

_OWN_KINDS = frozenset({CommitteeKind.COUNCIL, CommitteeKind.ADMINISTRATION, CommitteeKind.COMMITTEE})
_NAMED_BY_KIND = (MunicipalityKind.TOWN, MunicipalityKind.MUNICIPALITY)


def make(view: View, municipality_id: str | None) -> bytes:
    """All papers, or those of one municipality, with what they need; ids are told in `domain.oparl_ids`."""
    objects = list(_Writing(view, municipality_id).objects())
    own = f"{BASE}/objects"
    page = {"totalElements": len(objects), "elementsPerPage": len(objects), "currentPage": 1, "totalPages": 1}
    document = {"data": objects, "pagination": page, "links": {"first": own, "self": own, "last": own}}
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


class _Writing:
    """What is public of the papers, and the objects made of it."""

    def __init__(self, view: View, municipality_id: str | None) -> None:
        self._view = view
        self._rows = view.snapshot
        self._towns = [row for row in view.municipalities if municipality_id in (None, row.id)]
        self._committees: dict[str, Committee] = {}
        self._departments: dict[str, Row] = {}
        self._meetings: dict[str, Row] = {}
        self._files = self._linked_files()
        self._shown = self._shown_papers()

    def objects(self) -> Iterator[Row]:
        """System and municipalities first, then what they hold."""
        system = f"{BASE}/system"
        yield _thing(
            "System",
            system,
            oparlVersion="https://schema.oparl.org/1.1/",
            body=f"{BASE}/bodies",
            name=cooperation_name(self._view.cooperation),
        )
        papers = [self._paper(paper, stations) for paper, stations in self._shown.values()]
        yield from (self._body(town, system) for town in self._towns)
        committees = sorted(self._committees.values(), key=lambda row: (row.order, row.id))
        yield from (self._organization(row) for row in committees)
        yield from self._departments.values()
        yield from sorted(self._meetings.values(), key=lambda row: (row["start"], row["id"]))
        yield from papers

    def _shown_papers(self) -> dict[str, tuple[CouncilPaper, list[Consultation]]]:
        """The papers that are public, with the stations that are, by id."""
        found = {}
        for town in self._towns:
            papers = [row for row in self._rows.all(CouncilPaper) if row.municipality_id == town.id]
            for paper in sorted(papers, key=lambda row: (row.dated_on or date.min, row.number, row.id)):
                stations = stations_of(self._rows, paper.id)
                public = [row for row in stations if self._is_public(row)]
                if public or not stations:
                    found[paper.id] = (paper, public)
        return found

    def _is_public(self, row: Consultation) -> bool:
        body = self._rows.get(Committee, row.committee_id)
        if body.municipality_id is None or body.kind not in _OWN_KINDS or row.is_public is False:
            return False
        return body.kind is not CommitteeKind.ADMINISTRATION or row.is_public is True

    def _body(self, town: Municipality, system: str) -> Row:
        own = address("Body", town.id)
        lists = {name: f"{own}/{name}" for name in ("organization", "person", "meeting", "paper")}
        name = f"{label(town.kind)} {town.name}" if town.kind in _NAMED_BY_KIND else town.name
        return _thing(
            "Body",
            own,
            system=system,
            name=name,
            shortName=town.name,
            ags=town.ags,
            legislativeTerm=[],
            **lists,
        )

    def _organization(self, row: Committee) -> Row:
        return _thing(
            "Organization",
            address("Organization", row.id),
            body=address("Body", row.municipality_id or ""),
            name=row.name,
            shortName=row.short_name,
            organizationType="Gremium",
            classification=label(row.kind),
            votingMemberCount=row.seats,
            startDate=_day(row.valid_from),
            endDate=_day(row.valid_until),
        )

    def _paper(self, paper: CouncilPaper, stations: list[Consultation]) -> Row:
        own = address("Paper", paper.id)
        above = paper.predecessor_id
        return _thing(
            "Paper",
            own,
            body=address("Body", paper.municipality_id),
            name=paper.title,
            reference=paper.number,
            date=_day(paper.dated_on),
            paperType=label(paper.kind),
            superordinatedPaper=[address("Paper", above)] if above in self._shown else [],
            underDirectionOf=self._department(paper),
            mainFile=self._files.get((paper.id, DocumentKind.PAPER)),
            consultation=[self._consultation(paper, row, own) for row in stations],
        )

    def _department(self, paper: CouncilPaper) -> list[str]:
        """The office in charge as an organization of its own; one for each name and municipality."""
        if not paper.lead_department.strip():
            return []
        body = address("Body", paper.municipality_id)
        key = sha256(f"{paper.municipality_id}\x1f{paper.lead_department}".encode()).hexdigest()[:32]
        own = address("Organization", key)
        self._departments[own] = _thing(
            "Organization", own, body=body, name=paper.lead_department, organizationType="Verwaltungsbereich"
        )
        return [own]

    def _consultation(self, paper: CouncilPaper, row: Consultation, of_paper: str) -> Row:
        self._committees[row.committee_id] = self._rows.get(Committee, row.committee_id)
        meeting = self._meeting(row)
        is_stated = row.role is not ConsultationRole.NOT_STATED
        own = address("Consultation", row.id)
        if meeting is not None:
            items = meeting["agendaItem"]
            items.append(self._item(paper, row, own, meeting["id"], len(items) + 1))
        return _thing(
            "Consultation",
            own,
            paper=of_paper,
            organization=[address("Organization", row.committee_id)],
            meeting=meeting["id"] if meeting is not None else None,
            agendaItem=address("AgendaItem", row.id) if meeting is not None else None,
            role=ROLE_WORDS.get(row.role),
            authoritative=row.role is ConsultationRole.DECIDING if is_stated else None,
            **{"OZGDESK:isFinal": row.is_final or None},
        )

    def _item(self, paper: CouncilPaper, row: Consultation, station: str, meeting: str, order: int) -> Row:
        is_decided = row.result not in UNDECIDED
        votes = votes_text(row)
        result = f"{label(row.result)} ({votes})" if votes else label(row.result)
        return _thing(
            "AgendaItem",
            address("AgendaItem", row.id),
            meeting=meeting,
            order=order,
            name=paper.title,
            public=row.is_public,
            consultation=station,
            result=result if is_decided else None,
            resolutionText=row.resolution_text,
            resolutionFile=self._files.get((row.id, DocumentKind.RESOLUTION_EXTRACT)),
            **{"OZGDESK:result": row.result.value if row.result is not Result.OPEN else None},
        )

    def _meeting(self, station: Consultation) -> Row | None:
        """The meeting of a station; one of which only the day is kept is made of committee and day."""
        day = day_of(self._rows, station)
        if day is None:
            return None
        kept = self._rows.find(Meeting, station.meeting_id)
        made = sha256(f"{station.committee_id}\x1f{day}".encode()).hexdigest()[:32]
        own = address("Meeting", kept.id if kept is not None else made)
        if own not in self._meetings:
            committee = self._rows.get(Committee, station.committee_id)
            place = kept.place if kept is not None else ""
            location = _thing("Location", address("Location", own[-32:]), description=place)
            self._meetings[own] = _thing(
                "Meeting",
                own,
                name=committee.name,
                start=_instant(day, kept.starts_at if kept else ""),
                end=_instant(day, kept.ends_at) if kept and kept.starts_at < kept.ends_at else None,
                cancelled=kept.is_cancelled if kept else None,
                location=location if place else None,
                organization=[address("Organization", station.committee_id)],
                **{"OZGDESK:isOnlyDay": True if kept is None else None},
            )
            self._meetings[own]["agendaItem"] = []
        return self._meetings[own]

    def _linked_files(self) -> dict[tuple[str, DocumentKind], Row]:
        """Documents that stand at an address others can reach too; files that lie here have none."""
        return {
            (row.subject_id, row.kind): _thing(
                "File",
                address("File", row.id),
                name=row.title,
                accessUrl=row.location,
                date=_day(row.dated_on),
            )
            for row in sorted(self._rows.all(Document), key=lambda row: row.id)
            if row.location.startswith(("https://", "http://")) and not set(row.location) & set(' \t\n<>"')
        }


def _thing(kind: str, id_: str, **values: object) -> Row:
    """An object; what is not known is left out, the empty list that a schema wants stays."""
    row: Row = {"id": id_, "type": f"https://schema.oparl.org/1.1/{kind}"}
    return row | {
        name: value
        for name, value in values.items()
        if value not in (None, "") and (value != [] or name == "legislativeTerm")
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _instant(day: date, time: str) -> str:
    """A day with a time of Berlin; midnight where none is known."""
    local = f"{day.isoformat()}T{time or '00:00'}:00"
    return f"{local}{offset(local)}"


FORMAT = Format(
    key="oparl",
    suffix="json",
    title="Vorlagen nach OParl",
    file_kind="OParl-Datei",
    file_stem="Vorlagen",
    description="öffentliche Vorlagen mit Beratungsfolge und Ergebnissen für Ratsinformationssysteme",
    make=make,
)
