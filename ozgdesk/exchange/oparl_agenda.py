"""The agenda of a meeting in OParl: its items in order, with the headings that divide it."""

from collections.abc import Sequence
from dataclasses import replace

from ozgdesk.domain.incoming_papers import IncomingItem
from ozgdesk.exchange.oparl_objects import Row
from ozgdesk.exchange.oparl_values import line, lines, truth
from ozgdesk.texts.council_words import part_of_agenda


def agenda(rows: Sequence[tuple[str, Row | None]]) -> tuple[IncomingItem, ...]:
    """The items that were saved, in order. Below a heading „Nichtöffentliche Sitzung“ none is public."""
    known = [(uid, row) for uid, row in rows if row is not None and not row.get("deleted")]
    places = {uid: _place(row, place) for place, (uid, row) in enumerate(known)}
    items: list[IncomingItem] = []
    is_public: bool | None = None
    for uid, row in sorted(known, key=lambda pair: places[pair[0]]):
        item = _item(uid, row)
        if item.is_heading:
            is_public = part_of_agenda(item.name)
        items.append(item if item.is_public is not None else replace(item, is_public=is_public))
    return tuple(items)


def _place(row: Row, place: int) -> tuple[int, int]:
    order = row.get("order")
    return (order if isinstance(order, int) else place, place)


def _item(uid: str, row: Row) -> IncomingItem:
    name = line(row.get("name"))
    stations = row.get("consultation") or [""]
    return IncomingItem(
        uid=uid,
        number=line(row.get("number")),
        name=name,
        is_public=truth(row.get("public")),
        is_heading=not stations[0] and part_of_agenda(name) is not None,
        result=line(row.get("result")),
        own_result=line(row.get("OZGDESK:result")),
        resolution_text=lines(row.get("resolutionText")),
        station_uid=stations[0],
    )
