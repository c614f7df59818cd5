"""Which papers and bodies a task has to do with: those it waits for, or whose resolution it carries out."""

from collections.abc import Iterator

from ozgdesk import formats
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.resolutions import stations_of
from ozgdesk.domain.standing import result_of
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Result
from ozgdesk.present.station_words import short_body


class TaskCouncils:
    """Looks them up; tasks without a paper and without a resolution have none."""

    def __init__(self, view: View) -> None:
        self._view = view

    def paper(self, task_id: str) -> CouncilPaper | None:
        """The paper a task waits for, else the one whose resolution it carries out."""
        task = self._view.snapshot.get(Task, task_id)
        station = self._view.snapshot.find(Consultation, task.consultation_id)
        return self._view.snapshot.find(
            CouncilPaper, task.paper_id or (station.paper_id if station else None)
        )

    def bodies(self, task_id: str) -> tuple[str, ...]:
        """The bodies that resolved what a task carries out or still deal with its paper, short and long."""
        task = self._view.snapshot.get(Task, task_id)
        station = self._view.snapshot.find(Consultation, task.consultation_id)
        rows = [station] if station else []
        if task.paper_id is not None:
            way = stations_of(self._view.snapshot, task.paper_id)
            rows += [row for row in way if result_of(self._view.snapshot, row) is Result.OPEN]
        return tuple(name for row in rows for name in self._names(row))

    def bodies_in_use(self) -> Iterator[tuple[str, str]]:
        """The bodies that tasks have to do with: short with municipality, and in full."""
        found: dict[str, str] = {}
        for task in self._view.snapshot.all(Task):
            names = self.bodies(task.id)
            found |= dict(zip(names[::2], names[1::2], strict=True))
        yield from sorted(found.items())

    def papers_in_use(self) -> Iterator[tuple[str, str]]:
        """The papers that tasks have to do with: number, else title, and the title."""
        papers = {paper.id: paper for task in self._view.snapshot.all(Task) if (paper := self.paper(task.id))}
        words = {(paper.number or paper.title, paper.title) for paper in papers.values()}
        yield from sorted(words, key=lambda pair: formats.sort_key(pair[0]))

    def _names(self, station: Consultation) -> tuple[str, str]:
        body = self._view.snapshot.get(Committee, station.committee_id)
        return short_body(self._view, station), body.name
