"""Taking holidays over as recess is one step, names the source and moves no task."""

from datetime import date
from pathlib import Path

from ozgdesk.commands.recesses import enter_recesses
from ozgdesk.domain.recesses import SchoolHoliday
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.vocabulary import ClosureKind
from ozgdesk.texts import steps
from tests.helpers import four_municipalities, id_of, lead, make_workspace, task

EASTER = SchoolHoliday("Osterferien 2027", date(2027, 3, 22), date(2027, 4, 2))
SUMMER = SchoolHoliday("Sommerferien 2027", date(2027, 6, 28), date(2027, 8, 6))


def test_holidays_become_recesses_in_one_step_that_is_undone_and_redone(tmp_path: Path) -> None:
    begin = date(2027, 3, 15)
    work = task(1, duration_minutes=10 * 480, constraint_kind="not_before", constraint_on=begin)
    workspace = make_workspace(tmp_path, [*four_municipalities(), work, lead(work, 1)])
    before = workspace.view.plan.dates[work.id]
    workspace.run(steps.ENTER_RECESSES, enter_recesses(id_of(1), (EASTER, SUMMER), "Ferienregelung"))
    found = sorted(workspace.snapshot.all(Closure), key=lambda closure: closure.from_on)
    assert [(c.name, c.from_on, c.until_on) for c in found] == [
        ("Osterferien 2027", EASTER.from_on, EASTER.until_on),
        ("Sommerferien 2027", SUMMER.from_on, SUMMER.until_on),
    ]
    assert {(c.municipality_id, c.kind, c.source) for c in found} == {
        (id_of(1), ClosureKind.COUNCIL_RECESS, "Ferienregelung")
    }
    assert workspace.view.plan.dates[work.id] == before, "a recess closes no town hall"
    assert workspace.undo_label == "Sitzungsfreie Zeiten eintragen"
    workspace.undo()
    assert workspace.snapshot.all(Closure) == ()
    workspace.redo()
    assert len(workspace.snapshot.all(Closure)) == 2
    workspace.close()
