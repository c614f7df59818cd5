"""The fan with 40 municipalities: laying it out, one frame of scrolling or all of it, and choosing a station.

A frame is all the work between two pictures: the scroll bar, and what Qt paints into the window's memory.
"""

import statistics
from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from benchmarks.measure import Ratio, calibration, worked
from benchmarks.schedule import AS_OF
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, MunicipalityKind, Result
from ozgdesk.present.council import council_rows, fans
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.council_lanes import CouncilLanes

MUNICIPALITIES, STATIONS = 40, 9
FRAME_SECONDS, OPEN_SECONDS = 0.016, 0.3
FRAMES = 60
PIXELS = 57
"""A notch of the wheel and a bit: no frame shows what the one before showed."""


def ratios() -> Iterator[Ratio]:
    """Opening, scrolling, painting the whole and choosing against limits in milliseconds."""
    start_qt("light")
    view = View(Snapshot.of(_rows()), AS_OF)
    lanes = CouncilLanes()
    lanes.resize(1250, 560)
    lanes.show()
    note = f"calibration loop {calibration() * 1000:.1f} ms"
    opening = worked(lambda: _open(lanes, view))
    yield Ratio(f"open a fan of {MUNICIPALITIES} municipalities / 300 ms", opening, OPEN_SECONDS, 1, note)
    frames = [worked(lambda top=top: _scroll(lanes, top)) for top in range(0, FRAMES * PIXELS, PIXELS)]  # type: ignore[misc]
    assert lanes.verticalScrollBar().value() == (FRAMES - 1) * PIXELS
    yield Ratio("a frame of scrolling the fan / 16 ms", statistics.median(frames), FRAME_SECONDS, 1, note)
    whole = [worked(lambda: lanes.viewport().repaint()) for _ in range(FRAMES)]
    yield Ratio("a frame of the fan painted whole / 16 ms", statistics.median(whole), FRAME_SECONDS, 1, note)
    assert lanes.scene is not None
    cards = [card.id for card in lanes.scene.cards()][:FRAMES]
    steps = [worked(lambda id_=id_: _pick(lanes, id_)) for id_ in cards]  # type: ignore[misc]
    yield Ratio(
        "a frame after another station is chosen / 16 ms", statistics.median(steps), FRAME_SECONDS, 1, note
    )
    lanes.deleteLater()


def _open(lanes: CouncilLanes, view: View) -> None:
    lanes.show_fan(view, fans(view, council_rows(view))[0])
    QCoreApplication.processEvents()


def _scroll(lanes: CouncilLanes, top: int) -> None:
    lanes.verticalScrollBar().setValue(top)
    QCoreApplication.processEvents()


def _pick(lanes: CouncilLanes, id_: str) -> None:
    lanes.pick(id_)
    QCoreApplication.processEvents()


def _rows() -> Iterator[Entity]:
    yield Cooperation(id="c" * 32, name="Messung")
    yield Matter(id="d" * 32, order="a", title="Vereinbarung")
    keys = sequence(MUNICIPALITIES)
    for number, key in enumerate(keys, 1):
        yield Municipality(
            id=f"{number:032x}",
            code=f"M{number}",
            name=f"Kommune {number}",
            kind=MunicipalityKind.TOWN,
            order=key,
        )
        yield CouncilPaper(
            id=f"{number + 0x100:032x}",
            municipality_id=f"{number:032x}",
            matter_id="d" * 32,
            title="Vereinbarung",
            number=f"VL-{number}",
        )
        for place in range(STATIONS):
            yield from _station(number, place, keys[place])


def _station(number: int, place: int, key: str) -> Iterator[Entity]:
    is_last = place == STATIONS - 1
    body = f"{number * 0x100 + place + 0x10000:032x}"
    yield Committee(
        id=body,
        municipality_id=f"{number:032x}",
        name="Stadtverordnetenversammlung" if is_last else f"Ausschuss für Digitales {place}",
        short_name="StVV",
        kind=CommitteeKind.COUNCIL if is_last else CommitteeKind.COMMITTEE,
        order=key,
    )
    yield Consultation(
        id=f"{number * 0x100 + place + 0x20000:032x}",
        paper_id=f"{number + 0x100:032x}",
        committee_id=body,
        order=key,
        held_on=_day(number, place),
        role=ConsultationRole.DECIDING if is_last else ConsultationRole.PREPARATORY,
        is_final=is_last,
        result=Result.OPEN if is_last else Result.RECOMMENDED,
    )


def _day(number: int, place: int) -> date:
    return AS_OF + timedelta(days=12 * place + number % 7 - 80)
