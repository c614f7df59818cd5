"""Which matter the pages of the place Gremien show: what the desk remembers."""

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee
from ozgdesk.present.council import Fan, council_rows, fans
from ozgdesk.present.council_state import usual_fan
from ozgdesk.ui.desk import Desk


def all_fans(desk: Desk) -> tuple[Fan, ...]:
    """Every matter of the project."""
    return fans(desk.view, council_rows(desk.view))


def chosen_fan(desk: Desk, rows: tuple[Fan, ...]) -> Fan | None:
    """The matter that was chosen, else the newest one about an agreement, else the first one."""
    return usual_fan(rows, desk.fan_key)


def fan_of_paper(rows: tuple[Fan, ...], paper_id: str) -> str:
    """The key of the matter a paper belongs to; empty when there is none."""
    found = (row.key for row in rows for lane in row.lanes if paper_id in {p.id for p in lane.papers})
    return next(found, "")


def bodies_of(desk: Desk) -> list[tuple[str, str, str]]:
    """All bodies as (id, municipality id, name with code), those of one municipality together."""
    snapshot = desk.snapshot
    codes = {row.id: row.code for row in snapshot.all(Municipality)}
    found = sorted(
        snapshot.all(Committee), key=lambda row: (codes.get(row.municipality_id or "", ""), row.order)
    )
    return [
        (row.id, row.municipality_id or "", f"{codes.get(row.municipality_id or '', 'alle')} · {row.name}")
        for row in found
    ]
