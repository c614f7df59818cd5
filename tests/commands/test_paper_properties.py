"""Laws of taking over papers: a second import changes nothing, and it does not matter how files are cut."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.commands.paper_import import plan_papers
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.incoming_papers import IncomingPapers, PaperChoice, calendars_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.exchange.oparl_reading import read
from tests.exchange.oparl_files import Row, body, committee, item, meeting, pages, paper, station, url, write
from tests.helpers import cooperation, four_municipalities, id_of

TODAY = date(2026, 11, 23)
KINDS: tuple[type[Entity], ...] = (Committee, Meeting, CouncilPaper, Consultation)
NAMES = ("Magistrat", "Stadtverordnetenversammlung", "Bauausschuss")
RESULTS = (
    "",
    "vertagt",
    "einstimmig beschlossen",
    "erledigt",
    "9 Ja-Stimmen, 2 Nein-Stimmen",
    "Kenntnisnahme",
)
STARTS = ("2026-05-04T19:00:00+02:00", "2026-05-04T00:00:00+02:00", "2026-12-17T18:30:00+01:00", "bald", "")

numbers = st.integers(1, 4)
committees = st.lists(st.integers(1, 4), max_size=2, unique=True).map(tuple)
items = st.lists(st.sampled_from(RESULTS), max_size=3)
ways = st.lists(
    st.tuples(
        st.none() | st.tuples(numbers, st.integers(0, 3)),
        committees,
        st.sampled_from(("", "Entscheidung", "Vorberatung", "unbekannt")),
    ),
    max_size=3,
)


def _meeting(number: int, start: str, of: tuple[int, ...], results: list[str], is_gone: bool) -> Row:
    rows = [item(10 * number + place, result) for place, result in enumerate(results)]
    return meeting(number, start, of, rows, **({"deleted": True} if is_gone else {}))


def _paper(number: int, way: list[Any], reference: str, above: int, is_gone: bool) -> Row:
    stations = []
    for place, (at, of, role) in enumerate(way):
        told = {"role": role} if role else {}
        if at is not None:
            told |= {"meeting": url("meeting", at[0]), "agendaItem": url("agendaitem", 10 * at[0] + at[1])}
        stations.append(station(10 * number + place, of=of, **told))
    more = {"deleted": True} if is_gone else {}
    above_url = [url("paper", above)]
    return paper(number, *stations, reference=reference, superordinatedPaper=above_url, **more)


meetings = st.builds(_meeting, numbers, st.sampled_from(STARTS), committees, items, st.booleans())
papers = st.builds(_paper, numbers, ways, st.sampled_from(("", "1/2026", "2/2026")), numbers, st.booleans())
systems = st.tuples(st.lists(meetings, max_size=4), st.lists(papers, max_size=5)).map(
    lambda rows: [
        body(),
        *(committee(place, name) for place, name in enumerate(NAMES, 1)),
        *_by_address(rows[0]),
        *_by_address(rows[1]),
    ]
)


def _by_address(rows: list[Row]) -> list[Row]:
    return list({row["id"]: row for row in rows}.values())


def planned(incoming: IncomingPapers, here: Snapshot, former: Mapping[Any, Any]) -> Any:
    choice = PaperChoice({url("body", 1): id_of(1)}, None, calendars_of(incoming, None))
    return plan_papers(here, incoming, choice, today=TODAY, former=former)


def taken(incoming: IncomingPapers) -> tuple[Snapshot, Mapping[Any, Any]]:
    """The project afterwards, and what its journal tells."""
    here = Snapshot.of([cooperation(), *four_municipalities()])
    changes = planned(incoming, here, {}).changes
    told = {(c.kind, c.id): {name: getattr(c.after, name) for name in c.kind.model_fields} for c in changes}
    return here.after(changes), told


@settings(max_examples=60)
@given(systems)
def test_a_second_import_changes_nothing(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> None:
    incoming = read(write(tmp_path_factory.mktemp("files"), pages(*rows)))
    here, former = taken(incoming)
    assert planned(incoming, here, former).changes == ()


@settings(max_examples=40)
@given(systems, st.randoms(use_true_random=False))
def test_it_does_not_matter_how_the_objects_are_spread_over_files(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], chance: Random
) -> None:
    def kept(*documents: Any) -> dict[type[Entity], Any]:
        here, _ = taken(read(write(tmp_path_factory.mktemp("files"), *documents)))
        return {kind: {row.id: _without_order(row) for row in here.all(kind)} for kind in KINDS}

    shuffled = json.loads(json.dumps(rows))
    head, rest = shuffled[:4], shuffled[4:]
    chance.shuffle(rest)
    assert kept(*head, *rest) == kept(pages(*rows))


def _without_order(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in type(row).model_fields if name != "order"}


def test_the_made_up_files_are_not_all_empty(tmp_path: Path) -> None:
    held = _meeting(1, STARTS[0], (1,), [RESULTS[2]], False)
    brought = _paper(1, [((1, 0), (1,), "Entscheidung")], "1/2026", 1, False)
    rows = [body(), committee(1, NAMES[1]), held, brought]
    here, _ = taken(read(write(tmp_path, pages(*rows))))
    assert [len(here.all(kind)) for kind in KINDS] == [1, 1, 1, 1]
