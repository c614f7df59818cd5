"""What a change would move, said before it is made."""

from __future__ import annotations

from datetime import date

from ozgdesk.commands.plan import free_task, set_duration
from ozgdesk.commands.plan_selection import Changes, change_tasks
from ozgdesk.commands.rehearsal import foresee
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.transaction import Command
from ozgdesk.domain.view import View
from ozgdesk.formats import NO_BREAK_SPACE
from ozgdesk.present.plan_moves import PlanMoves, plan_moves
from tests.domain.plans import Plan
from tests.helpers import TODAY


def moves(some: Plan, command: Command[object], *selected: str, shifted: bool = False) -> PlanMoves:
    view = View(Snapshot.of(some.rows), TODAY)
    ids = [some.id(name) for name in selected]
    after = foresee(view.snapshot, TODAY, command)
    return plan_moves(view, after, ids, shifted=ids if shifted else ())


def plain(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


def two() -> Plan:
    """A for two days from Monday on, then B for one, which must end on Thursday."""
    return Plan().task("A", 2).task("B", 1, deadline_on=date(2026, 11, 26)).task("C", 1).link("A", "B")


def test_tasks_that_move_along_are_told_with_days_and_the_end_of_the_plan() -> None:
    some = two()
    found = moves(some, set_duration(some.id("A"), 3 * 480), "A")
    assert [(row.number, row.part, plain(row.days_text)) for row in found.rows] == [
        ("A-001", "ausgewählt", "+1 T"),
        ("A-002", "rückt mit", "+1 T"),
    ]
    first, second = found.rows
    assert (first.start, plain(first.finish)) == ("23.11.2026", "24.11.2026 → 25.11.2026")
    assert plain(second.start) == "25.11.2026 → 26.11.2026"
    assert plain(found.summary) == ("Termine ändern sich bei 1 ausgewählten Aufgabe und 1 weiteren Aufgabe.")
    assert plain(found.finish) == ("Der Plan endet am 26.11.2026 statt am 25.11.2026, 1 Arbeitstag später.")


def test_deadlines_that_are_missed_or_met_again_are_marked_with_words() -> None:
    some = two()
    found = moves(some, set_duration(some.id("A"), 4 * 480), "A")
    assert [(row.deadline, row.is_missed) for row in found.rows] == [
        ("", False),
        ("26.11.2026 verfehlt", True),
    ]
    assert plain(found.summary).endswith("1 Frist wird verfehlt.")
    late = Plan().not_before("B", 1, date(2026, 12, 7), deadline_on=date(2026, 11, 26))
    assert moves(late, free_task(late.id("B"))).rows[0].deadline == "26.11.2026 wieder eingehalten"


def test_a_deadline_alone_is_told_although_no_day_changes() -> None:
    some = two()
    changes = change_tasks([some.id("A")], Changes(), {}, TODAY)
    assert moves(some, changes, "A").summary == "Kein Termin ändert sich."
    assert plain(moves(some, changes).finish) == "Der Plan endet weiterhin am 25.11.2026."


def test_dates_that_become_open_or_known_are_said() -> None:
    some = Plan().task("A", 1).task("O")
    opened = moves(some, set_duration(some.id("O"), 480), "O").rows[0]
    assert plain(opened.start) == "Termin offen → 23.11.2026"
    assert (opened.days, opened.days_text) == (None, "")


def test_selected_tasks_that_cannot_move_are_counted() -> None:
    some = two()
    view = View(Snapshot.of(some.rows), TODAY)
    back = change_tasks([some.id("B")], Changes(shift_days=-1), view.plan.dates, TODAY)
    assert plain(moves(some, back, "B", shifted=True).held).startswith(
        "1 ausgewählte Aufgabe bleibt, wo sie ist"
    )
    on = change_tasks([some.id("B")], Changes(shift_days=1), view.plan.dates, TODAY)
    assert moves(some, on, "B", shifted=True).held == ""
