"""What drives the date of one task: how far each task before it may slip without moving it.

Who the target is and which floats are told; the walk itself stands in `slack`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ozgdesk.domain.schedule import Layout
from ozgdesk.domain.slack import UNLIMITED, backward


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """By id of the target and of each open task it depends on: the working minutes the task may slip.

    A phase has the least of its tasks. Of several first tasks of a phase with a link from its start each
    counts as the first.
    """

    target_id: str
    floats: Mapping[str, int]

    def holds(self, task_id: str) -> bool:
        """Whether any delay of this task delays the target."""
        return self.floats.get(task_id) == 0


def critical_path(layout: Layout, target_id: str) -> CriticalPath:
    """The drivers of a task or phase; without floats when it is gone, done or has no date. Linear."""
    ids, places = layout.network.ids, layout.places
    target = ids.index(target_id) if target_id in ids else None
    if target is None or places.is_done[target] or not places.is_dated[target]:
        return CriticalPath(target_id, {})
    floats = dict(_of_tasks(layout, target))
    for node, minutes in tuple(floats.items()):
        for phase in layout.network.around(node):
            floats[phase] = min(floats.get(phase, minutes), minutes)
    return CriticalPath(target_id, {ids[node]: minutes for node, minutes in floats.items()})


def _of_tasks(layout: Layout, target: int) -> Iterator[tuple[int, int]]:
    """The float of each open task before the target, by node."""
    network, places = layout.network, layout.places
    limits = backward(network, places, target)
    for node, late in enumerate(limits.late):
        is_open = places.is_dated[node] and not (places.is_done[node] or network.children[node])
        if is_open and late < UNLIMITED:
            yield node, late - places.finish[node]
