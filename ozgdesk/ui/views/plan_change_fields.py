"""The fields of "Ausgewählte Aufgaben ändern": an empty one leaves everything as it is, "–" takes it away.

A field holds None while it is left alone, else its value in a tuple of its own, since None is a value too.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from ozgdesk import formats
from ozgdesk.commands.plan_selection import PARENT, SHIFT, Changes
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.forms import FieldKind, FieldSpec
from ozgdesk.present.plan_fields import NOBODY, TITLES, PlanField, read_field
from ozgdesk.texts.labels import label
from ozgdesk.ui.widgets.fields import ChoiceField, Field, TypedField

UNTOUCHED = "unverändert"
_TOP = "Oberste Ebene"
_FARTHEST = 10_000
_TYPED = {
    PlanField.DURATION: "12\u00a0T",
    PlanField.DEADLINE: "TT.MM.JJJJ oder –",
    PlanField.PROGRESS: "50\u00a0%",
}
_WRITTEN: dict[PlanField, Callable[[Any], str]] = {
    PlanField.DURATION: formats.duration,
    PlanField.DEADLINE: formats.day,
    PlanField.PROGRESS: lambda value: f"{value}{formats.NO_BREAK_SPACE}%",
}


def change_fields(view: View, selected: Collection[str]) -> dict[str, tuple[FieldSpec, Field]]:
    """The fields by the name that a refusal blames, in the order in which they are shown."""
    makers: dict[str, tuple[str, Field]] = {
        PlanField.LEAD: ("Federführung", _lead(view)),
        PlanField.STATE: ("Zustand", _state()),
        PlanField.PROGRESS: ("Fortschritt", _typed(view, PlanField.PROGRESS)),
        PARENT: ("Phase", _phase(view, selected)),
        SHIFT: (
            "Verschieben um",
            TypedField("Verschieben um", _read_shift, _write_shift, hint="+5\u00a0T oder −2\u00a0T"),
        ),
        PlanField.DURATION: ("Dauer", _typed(view, PlanField.DURATION)),
        PlanField.DEADLINE: ("Frist", _typed(view, PlanField.DEADLINE)),
    }
    return {
        str(name): (FieldSpec(str(name), title, FieldKind.TEXT, may_be_empty=True), field)
        for name, (title, field) in makers.items()
    }


def changes(values: dict[str, Any]) -> Changes:
    """What the filled fields mean."""
    chosen = {name: value[0] for name, value in values.items() if value is not None}
    return Changes(
        values={PlanField(name): value for name, value in chosen.items() if name not in (SHIFT, PARENT)},
        shift_days=chosen.get(SHIFT, 0),
        is_moved=PARENT in chosen,
        parent_id=chosen.get(PARENT),
    )


def _lead(view: View) -> Field:
    parties = [((m.id,), f"{m.code}  {m.name}") for m in view.municipalities]
    return ChoiceField("Federführung", [(None, UNTOUCHED), *parties, ((None,), f"{NOBODY}  niemand")])


def _state() -> Field:
    return ChoiceField("Zustand", [(None, UNTOUCHED), *(((state,), label(state)) for state in TaskState)])


def _phase(view: View, selected: Collection[str]) -> Field:
    phases = [((task.id,), path) for task, path in _phases(view, selected)]
    return ChoiceField("Phase", [(None, UNTOUCHED), ((None,), _TOP), *phases])


def _phases(view: View, selected: Collection[str]) -> Iterator[tuple[Task, str]]:
    """The phases from top to bottom with the names of those around them, but for the selected tasks."""
    stack = [(task, task.name) for task in reversed(view.children.get(None, ()))]
    while stack:
        task, path = stack.pop()
        below = view.children.get(task.id, ())
        if below and task.id not in selected:
            yield task, path
            stack += [(child, f"{path} › {child.name}") for child in reversed(below)]


def _typed(view: View, field: PlanField) -> Field:
    def parse(text: str) -> tuple[Any] | None:
        return (read_field(view, field, text),) if text.strip() else None

    def write(value: tuple[Any] | None) -> str:
        if value is None:
            return ""
        return NOBODY if value[0] is None else _WRITTEN[field](value[0])

    return TypedField(TITLES[field], parse, write, hint=_TYPED[field])


def _read_shift(text: str) -> tuple[int] | None:
    typed = text.strip()
    if not typed:
        return None
    is_back = typed[0] in "-–−"
    minutes = formats.read_duration(typed.lstrip("+-–−"))
    if minutes % MINUTES_PER_DAY:
        raise formats.NotReadable("Verschoben wird um ganze Arbeitstage, zum Beispiel 5 T.")
    days = minutes // MINUTES_PER_DAY
    if days > _FARTHEST:
        raise formats.NotReadable(f"Verschoben wird um höchstens {formats.number(_FARTHEST)} Arbeitstage.")
    return (-days if is_back else days,) if days else None


def _write_shift(value: tuple[int] | None) -> str:
    if value is None:
        return ""
    return f"{'+' if value[0] > 0 else '−'}{abs(value[0])}{formats.NO_BREAK_SPACE}T"
