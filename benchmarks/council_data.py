"""50 000 objects of a council information system read and compared, against parsing their JSON alone.

A second comparison of a quarter of them tells whether the work grows with the number of objects.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import Ratio, medians
from ozgdesk.commands.paper_import import plan_papers
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.incoming_papers import IncomingPapers, PaperChoice
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import MunicipalityKind
from ozgdesk.exchange.oparl_reading import read

SERVER = "https://ris.example.org/oparl"
TODAY = date(2026, 11, 23)
COMMITTEES, MEETINGS, PAPERS = 40, 5_000, 12_500
ROUNDS = 3
Row = dict[str, Any]


def ratios() -> Iterator[Ratio]:
    """Reading against the bare JSON, comparing against reading, the whole against a quarter of it."""
    with tempfile.TemporaryDirectory() as name:
        whole, quarter = (_write(Path(name) / f"{share}.json", share) for share in (1, 4))
        note = f"{2 * PAPERS + 4 * MEETINGS + PAPERS} objects, {whole.stat().st_size // 1_000_000} MB"
        yield Ratio("oparl read", *medians(partial(read, whole), partial(_bare, whole), ROUNDS), 30.0, note)
        compared, small = partial(_compare, read(whole)), partial(_compare, read(quarter))
        yield Ratio(
            "oparl compared, against read", *medians(compared, partial(read, whole), ROUNDS), 3.0, note
        )
        yield Ratio("oparl compared, whole against a quarter", *medians(compared, small, ROUNDS), 6.0, note)


def _bare(path: Path) -> None:
    json.loads(path.read_bytes())


def _compare(incoming: IncomingPapers) -> None:
    town = Municipality(id="0" * 32, code="X", name="X", kind=MunicipalityKind.TOWN, order="V")
    choice = PaperChoice({incoming.bodies[0].uid: town.id})
    plan_papers(Snapshot.of([town]), incoming, choice, today=TODAY)


def _thing(kind: str, place: int, /, **fields: Any) -> Row:
    kind_url = f"https://schema.oparl.org/1.1/{kind}"
    return {"id": _url(kind, place), "type": kind_url, "body": _url("Body", 1), **fields}


def _url(kind: str, number: int) -> str:
    return f"{SERVER}/{kind.lower()}/{number}"


def _meeting(number: int) -> Row:
    items = [
        _thing("AgendaItem", number * 3 + place, number=str(place), result="einstimmig beschlossen")
        for place in range(3)
    ]
    day = date(2010, 1, 1) + timedelta(days=number % 5_500)
    committee = [_url("Organization", number % COMMITTEES)]
    return _thing("Meeting", number, start=f"{day}T19:00:00+01:00", organization=committee, agendaItem=items)


def _paper(number: int, meetings: int) -> Row:
    way = [
        _thing(
            "Consultation",
            number * 2 + place,
            meeting=_url("Meeting", at),
            agendaItem=_url("AgendaItem", at * 3 + place),
            organization=[_url("Organization", at % COMMITTEES)],
            role=role,
        )
        for place, role in enumerate(("Vorberatung", "Entscheidung"))
        for at in [(number + 7 * place) % meetings]
    ]
    return _thing("Paper", number, name=f"Vorlage {number}", reference=f"{number}/2020", consultation=way)


def _write(path: Path, share: int) -> Path:
    """A file with all objects, or with that share of the meetings and papers."""
    meetings = MEETINGS // share
    rows = [_thing("Body", 1, name="X")]
    rows += [_thing("Organization", number, name=f"Ausschuss {number}") for number in range(COMMITTEES)]
    rows += [_meeting(number) for number in range(meetings)]
    rows += [_paper(number, meetings) for number in range(PAPERS // share)]
    path.write_text(json.dumps({"data": rows}), encoding="utf-8")
    return path
