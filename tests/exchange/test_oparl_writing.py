"""Own papers in OParl 1.1: valid for the schemas, without what is not public, the same when read again."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.commands.paper_bodies import proposed_towns
from ozgdesk.commands.paper_import import former_papers, import_papers, plan_papers
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.incoming_papers import PaperChoice
from ozgdesk.domain.people import Person
from ozgdesk.domain.resolutions import day_of, stations_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Document
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, DocumentKind, PaperKind, Result
from ozgdesk.exchange.oparl_reading import read
from ozgdesk.exchange.oparl_writing import make
from tests.exchange.oparl_schema import Schemas
from tests.helpers import TODAY, TestClock, cooperation, four_municipalities, id_of, make_workspace

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "oparl"
needs_schemas = pytest.mark.skipif(not FOLDER.is_dir(), reason="the schemas lie beside the checkout")
LINKS = (
    *("meeting", "agendaItem", "organization", "paper", "consultation"),
    *("underDirectionOf", "superordinatedPaper"),
)
COUNCIL, BOARD, COMMITTEE, ROUND = (id_of(100 + number) for number in range(4))


def committees() -> list[Committee]:
    kinds = (
        (COUNCIL, "Stadtverordnetenversammlung", CommitteeKind.COUNCIL, id_of(1)),
        (BOARD, "Magistrat", CommitteeKind.ADMINISTRATION, id_of(1)),
        (COMMITTEE, "Haupt- und Finanzausschuss", CommitteeKind.COMMITTEE, id_of(1)),
        (ROUND, "Lenkungsgruppe", CommitteeKind.STEERING_GROUP, None),
    )
    return [
        Committee(id=id_, name=name, kind=kind, municipality_id=town, order=f"V{place}", seats=37)
        for place, (id_, name, kind, town) in enumerate(kinds, 1)
    ]


def paper(place: int, /, **values: Any) -> CouncilPaper:
    usual = {"municipality_id": id_of(1), "title": f"Vorlage „{place}“", "number": f"{place}/2026"}
    return CouncilPaper(id=id_of(200 + place), **{**usual, **values})


def station(number: int, of_paper: int, committee: str, **values: Any) -> Consultation:
    usual = {"paper_id": id_of(200 + of_paper), "committee_id": committee, "order": f"V{number:03}V"}
    return Consultation(id=id_of(300 + number), **{**usual, **values})


HELD = Meeting(
    id=id_of(400),
    committee_id=COUNCIL,
    held_on=date(2026, 6, 24),
    starts_at="18:30",
    ends_at="21:00",
    place="Rathaus",
    chair_id=id_of(500),
)


def way() -> list[Consultation]:
    """The stations of the first paper."""
    prepared = {"role": ConsultationRole.PREPARATORY, "result": Result.RECOMMENDED}
    votes = {"votes_yes": 20, "votes_no": 3, "abstentions": 1, "excluded": 2, "result": Result.MAJORITY}
    final = {"role": ConsultationRole.DECIDING, "is_final": True, "resolution_text": "So sei es.", **votes}
    return [
        station(1, 1, ROUND, held_on=date(2026, 5, 4)),
        station(2, 1, BOARD, held_on=date(2026, 5, 6), result=Result.NOTED),
        station(3, 1, COMMITTEE, held_on=date(2026, 6, 10), **prepared),
        station(4, 1, COUNCIL, meeting_id=HELD.id, **final),
    ]


def rows() -> list[Entity]:
    """A paper that went through all bodies, one that belongs to it, and one that is nobody's business."""
    words = {"lead_department": "Hauptamt", "resolution_text": "Entwurf", "source": "Akte"}
    return [
        cooperation(),
        *four_municipalities(),
        Person(id=id_of(500), municipality_id=id_of(1), name="Geheim Name"),
        *committees(),
        HELD,
        paper(1, dated_on=date(2026, 5, 1), **words),
        *way(),
        paper(2, predecessor_id=id_of(201), kind=PaperKind.SUPPLEMENT),
        station(5, 2, COUNCIL, is_public=True),
        paper(3, title="Personalie"),
        station(6, 3, COUNCIL, is_public=False, held_on=date(2026, 6, 24)),
        station(7, 3, BOARD),
        paper(4, title="Noch ohne Weg", number=""),
    ]


def written(snapshot: Snapshot, town: str | None = None) -> list[dict[str, Any]]:
    data = json.loads(make(View(snapshot, TODAY), town))
    assert data["pagination"]["totalElements"] == len(data["data"])
    return data["data"]  # type: ignore[no-any-return]


def of_kind(objects: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [found for found in objects if found["type"].endswith(f"/{kind}")]


@needs_schemas
def test_the_checker_accepts_the_examples_of_the_specification_and_no_damaged_one() -> None:
    schemas = Schemas(FOLDER / "spec-1.1-schema")
    examples = [
        json.loads(path.read_text("utf-8")) for path in (FOLDER / "spec-1.1-beispiele").glob("*.json")
    ]
    assert len(examples) == 8
    # The example of a meeting is valid only as long as nobody looks at its agenda.
    assert [fault for row in examples for fault in schemas.faults(row)] == [
        "Meeting.agendaItem[0]: order is missing"
    ]
    meeting = next(example for example in examples if example["type"].endswith("Meeting"))
    damages: list[dict[str, Any]] = [
        {"id": "keine Adresse"},
        {"type": "https://schema.oparl.org/1.0/Meeting"},
        {"start": "2026-06-24T18:30:00"},
        {"organization": "https://oparl.example.org/organization/34"},
        {"cancelled": "nein"},
        {
            "agendaItem": [
                {"id": "https://oparl.example.org/1", "type": "https://schema.oparl.org/1.1/AgendaItem"}
            ]
        },
    ]
    assert all(len(schemas.faults({"agendaItem": [], **meeting, **damage})) > 1 for damage in damages[:-1])
    assert len(schemas.faults({**meeting, **damages[-1]})) == 1


@needs_schemas
@pytest.mark.parametrize("sample", ["taunus", "oberzentren", "kassel-nord", "demo", "own"])
def test_what_is_written_is_valid(sample: str) -> None:
    made = rows() if sample == "own" else build_sample(sample, TODAY, TestClock().new_id)
    schemas = Schemas(FOLDER / "spec-1.1-schema")
    objects = written(Snapshot.of(made))
    assert [fault for found in objects for fault in schemas.faults(found)] == []
    assert len({found["id"] for found in objects}) == len(objects)
    assert of_kind(objects, "Body")


def test_every_address_that_is_named_leads_to_an_object() -> None:
    objects = written(Snapshot.of(rows()))
    known = {found["id"] for found in objects}
    for found in objects:
        known |= {part["id"] for name in ("consultation", "agendaItem") for part in found.get(name, ())}
    named = {
        uid
        for found in objects
        for row in (found, *found.get("consultation", ()), *found.get("agendaItem", ()))
        for name in LINKS
        for uid in ([row[name]] if isinstance(row.get(name), str) else row.get(name, ()))
        if isinstance(uid, str) and "/body/" not in uid
    }  # fmt: skip
    assert named
    assert named <= known


def test_what_is_not_public_and_names_of_persons_stay_here() -> None:
    text = json.dumps(objects := written(Snapshot.of(rows())), ensure_ascii=False)
    for private in ("Personalie", "Magistrat", "Lenkungsgruppe", "Geheim", "Entwurf", "Akte"):
        assert private not in text
    names = [row["name"] for row in of_kind(objects, "Paper")]
    assert names == ["Noch ohne Weg", "Vorlage „2“", "Vorlage „1“"]


def test_a_session_of_the_board_that_is_marked_as_public_is_told() -> None:
    public = [*rows(), station(8, 1, BOARD, is_public=True, held_on=date(2026, 5, 7))]
    assert "Magistrat" in json.dumps(written(Snapshot.of(public)))


def test_only_papers_of_one_municipality_when_asked_for() -> None:
    other = paper(9, municipality_id=id_of(2), title="Neu-Anspach")
    objects = written(Snapshot.of([*rows(), other]), id_of(2))
    assert Counter(row["type"].rpartition("/")[2] for row in objects) == {"System": 1, "Body": 1, "Paper": 1}


def test_only_documents_at_an_address_become_files() -> None:
    def document(number: int, location: str, subject: str, kind: DocumentKind) -> Document:
        return Document(
            id=id_of(600 + number), title="Papier", kind=kind, location=location, subject_id=subject
        )

    files = [
        document(1, "https://ris.example.org/1.pdf", id_of(201), DocumentKind.PAPER),
        document(2, "https://ris.example.org/2.pdf", id_of(304), DocumentKind.RESOLUTION_EXTRACT),
        document(3, "H:\\\\Vorlagen\\\\3.pdf", id_of(202), DocumentKind.PAPER),
        document(4, "https://ris.example.org/mit Leerzeichen", id_of(204), DocumentKind.PAPER),
    ]
    objects = written(Snapshot.of([*rows(), *files]))
    papers = {row["name"]: row.get("mainFile", {}).get("accessUrl") for row in of_kind(objects, "Paper")}
    assert papers == {
        "Vorlage „1“": "https://ris.example.org/1.pdf",
        "Vorlage „2“": None,
        "Noch ohne Weg": None,
    }
    extracts = [
        item.get("resolutionFile") for row in of_kind(objects, "Meeting") for item in row["agendaItem"]
    ]
    assert [found["accessUrl"] for found in extracts if found] == ["https://ris.example.org/2.pdf"]


def test_the_same_view_gives_the_same_bytes_whatever_the_order_of_its_rows() -> None:
    forward = make(View(Snapshot.of(rows()), TODAY), None)
    assert make(View(Snapshot.of(reversed(rows())), TODAY), None) == forward


def told(snapshot: Snapshot) -> dict[str, Any]:
    """What OParl has words for, by the title of each paper that is public."""
    found = {}
    for row in snapshot.all(CouncilPaper):
        way = []
        for part in stations_of(snapshot, row.id):
            body = snapshot.get(Committee, part.committee_id)
            if (
                body.kind in (CommitteeKind.ADMINISTRATION, CommitteeKind.STEERING_GROUP)
                or part.is_public is False
            ):
                continue
            meeting = snapshot.find(Meeting, part.meeting_id)
            votes = (part.votes_yes, part.votes_no, part.abstentions, part.excluded)
            way.append(
                (
                    body.name,
                    day_of(snapshot, part),
                    part.role,
                    part.is_final,
                    part.result,
                    votes,
                    part.resolution_text,
                )
                + ((meeting.starts_at, meeting.ends_at, meeting.place) if meeting else ())
            )
        above = snapshot.find(CouncilPaper, row.predecessor_id)
        found[row.title] = (
            row.number,
            row.kind,
            row.dated_on,
            row.lead_department,
            above and above.title,
            way,
        )
    return found


@pytest.mark.parametrize("sample", ["own", "taunus", "demo"])
def test_read_into_an_empty_project_the_papers_are_the_same(sample: str, tmp_path: Path) -> None:
    made = list(rows() if sample == "own" else build_sample(sample, TODAY, TestClock().new_id))
    source = tmp_path / "vorlagen.json"
    source.write_bytes(make(View(Snapshot.of(made), TODAY), None))
    incoming = read(source)
    empty = [row for row in made if type(row).__name__ in ("Cooperation", "Municipality")]
    workspace = make_workspace(tmp_path, empty)
    towns = proposed_towns(workspace.snapshot, incoming)
    assert set(towns.values()) == {row.id for row in empty if type(row).__name__ == "Municipality"}
    import_papers(workspace, plan_papers(workspace.snapshot, incoming, PaperChoice(towns), today=TODAY))
    again = plan_papers(
        workspace.snapshot, incoming, PaperChoice(towns), today=TODAY, former=former_papers(workspace)
    )
    after = workspace.snapshot
    workspace.close()
    before = told(Snapshot.of(made))
    before.pop("Personalie", None)
    assert told(after) == before
    assert {row.id for row in after.all(CouncilPaper)} <= {row.id for row in made}
    assert again.changes == ()


@pytest.mark.parametrize("sample", ["own", "taunus", "demo"])
def test_read_into_the_project_it_comes_from_nothing_changes(sample: str, tmp_path: Path) -> None:
    snapshot = Snapshot.of(rows() if sample == "own" else build_sample(sample, TODAY, TestClock().new_id))
    source = tmp_path / "vorlagen.json"
    source.write_bytes(make(View(snapshot, TODAY), None))
    incoming = read(source)
    choice = PaperChoice(proposed_towns(snapshot, incoming))
    found = plan_papers(snapshot, incoming, choice, today=TODAY)
    assert found.changes == ()
    assert {row.fate for row in found.rows} <= {Fate.SKIPPED, Fate.NOT_CARRIED}
