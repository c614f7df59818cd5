"""The critical path to a chosen target in words: who drives its date, and how far others may slip."""

from ozgdesk import formats
from ozgdesk.domain.critical_path import critical_path
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.plan_row import constraint_words, work_days


class PlanPath:
    """The path to one task of a View; without a target every task is off it."""

    def __init__(self, view: View, target_id: str | None) -> None:
        self.view = view
        self.target = view.snapshot.find(Task, target_id)
        self.found = None
        if self.target is not None:
            self.found = critical_path(view.layout, self.target.id)

    def minutes(self, task_id: str) -> int | None:
        """How many working minutes a task may slip before the target moves; None if it does not bind it."""
        return self.found.floats.get(task_id) if self.found else None

    def words(self, task_id: str) -> str:
        """The same in words, as the end of a sentence; empty where the task does not bind the target."""
        minutes = self.minutes(task_id)
        if minutes is None or self.target is None or task_id == self.target.id:
            return ""
        if minutes == 0:
            return f"jeder Tag Verzug verschiebt {self.target.number}"
        return f"darf {work_days(minutes)} rutschen, bevor sich {self.target.number} verschiebt"

    def summary(self) -> str:
        """The whole path in a sentence; empty without a target."""
        if self.target is None or self.found is None:
            return ""
        head = f"Kritischer Weg zu {self.target.number} „{self.target.name}“"
        dates = self.view.plan.dates.get(self.target.id)
        if dates is None:
            return f"{head}: Der Termin ist noch offen, also führt kein Weg dorthin."
        if dates.is_done:
            return f"{head}: Das Ziel ist erreicht, nichts kann es mehr verschieben."
        on_way = [id_ for id_ in self.found.floats if self.found.holds(id_) and self._is_driver(id_)]
        head = f"{head} am {formats.day(dates.finish)}"
        if not on_way:
            return f"{head}: Keine andere Aufgabe treibt diesen Termin{self._reason()}."
        first = min(on_way, key=lambda id_: (self.view.plan.dates[id_].start, self._number(id_)))
        start = self.view.plan.dates[first].start
        begins = "beginnt" if start >= self.view.as_of else "begann"
        if len(on_way) == 1:
            which = (
                f"1{formats.NO_BREAK_SPACE}Aufgabe, {self._number(first)}, {begins} am {formats.day(start)}"
            )
            return f"{head}: {which} und darf nicht rutschen."
        which = f"die erste, {self._number(first)}, {begins} am {formats.day(start)}"
        return f"{head}: {formats.count(len(on_way), '', 'Aufgaben')}, {which}; keine darf rutschen."

    def _is_driver(self, id_: str) -> bool:
        """Whether this is a task of its own: phases follow from theirs."""
        return self.target is not None and id_ != self.target.id and id_ not in self.view.children

    def _number(self, id_: str) -> str:
        return self.view.snapshot.get(Task, id_).number

    def _reason(self) -> str:
        """What fixes the date of a target that nothing drives."""
        words = constraint_words(self.target) if self.target is not None else ""
        return f"; für ihn gilt die Vorgabe „{words}“" if words else ""
