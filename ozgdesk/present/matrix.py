"""The matrix of tasks and municipalities: F, Z, K, who and by when, what to look at, and totals.

Window and sheet show these rows. Which of them are shown says `matrix_filter`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.cooperation import SharedOffice
from ozgdesk.domain.findings import Finding
from ozgdesk.domain.lights import RESTING_STATES, is_contribution_overdue, late_contributions
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskKind
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.present.task_facts import Stand, TaskFacts
from ozgdesk.texts.findings import finding_in_short
from ozgdesk.texts.labels import label

LETTERS = {Role.LEAD: "F", Role.CONTRIBUTOR: "Z", Role.INFORMED: "K"}
LEGEND = "F Federführung · Z Zuarbeit · K zur Kenntnis · ! bitte prüfen"
_OF_THE_LEAD = ("lead_without_person", "overdue", "deadline_missed")
_TO_CHECK = ("no_legal_form", "no_lead", *_OF_THE_LEAD, "contribution_without_date")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many parts of each role there are, how many tasks and contributions are open and how many late."""

    lead: int = 0
    contributor: int = 0
    informed: int = 0
    open: int = 0
    late: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.lead + other.lead,
            self.contributor + other.contributor,
            self.informed + other.informed,
            self.open + other.open,
            self.late + other.late,
        )

    def words(self) -> str:
        """The roles that occur, as in "2F 3Z"."""
        pairs = zip(LETTERS.values(), (self.lead, self.contributor, self.informed), strict=True)
        return " ".join(f"{formats.number(count)}{letter}" for letter, count in pairs if count)


NONE = Counts()


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The part of one municipality in one task: letter and id of the assignment are empty without one.

    `due_on` of a lead is the day the task is due, of a contribution the day agreed; who
    is only informed has none. `problems` says in short
    what is missing or late. `counts` of a phase are those of the tasks in it, else those of this part.
    """

    part_id: str = ""
    letter: str = ""
    word: str = ""
    person: str = ""
    deputy: str = ""
    due_on: date | None = None
    is_done: bool = False
    is_late: bool = False
    problems: tuple[str, ...] = ()
    counts: Counts = NONE


NO_PART = MatrixCell()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A task with a cell per municipality in their order.

    `problems` are those of its cells and its own, `own_problems` those that no cell has.
    `within` names the phases above it, `is_unled` an open task that lacks a lead, `counts` are those of all
    cells.
    """

    id: str
    parent_id: str | None
    number: str
    name: str
    within: str
    level: int
    is_phase: bool
    is_milestone: bool
    is_closed: bool
    is_unled: bool
    state_text: str
    office: str
    cells: tuple[MatrixCell, ...]
    problems: tuple[str, ...]
    own_problems: tuple[str, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows on a day, with the totals of each municipality and of all; phases do not count."""

    as_of: date
    municipalities: tuple[MunicipalityTag, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[Counts, ...]
    counts: Counts


def matrix(view: View) -> Matrix:
    """All tasks in the order of the tree."""
    tags = tags_of(view)
    maker = _RowMaker(view)
    rows = [maker.row(task, level) for task, level in tasks_in_order(view)]
    return counted(view.as_of, tuple(tags[row.id] for row in view.municipalities), rows)


def counted(as_of: date, municipalities: tuple[MunicipalityTag, ...], rows: Iterable[MatrixRow]) -> Matrix:
    """A matrix of these rows: what is counted are the tasks among them, in their phases and altogether."""
    fresh = list(rows)
    width = len(municipalities)
    whole = _Sums(-1, None, [NONE] * width)
    within = [whole]
    for place, row in enumerate(fresh):
        while within[-1].level >= row.level:
            _close(fresh, within)
        if row.is_phase:
            within.append(_Sums(row.level, place, [NONE] * width))
        else:
            within[-1].add(cell.counts for cell in row.cells)
    while len(within) > 1:
        _close(fresh, within)
    return Matrix(as_of, municipalities, tuple(fresh), tuple(whole.sums), sum(whole.sums, NONE))


@dataclass(frozen=True, slots=True)
class _Sums:
    """The counts by municipality of the phase at `place`, while its tasks are gone through."""

    level: int
    place: int | None
    sums: list[Counts]

    def add(self, counts: Iterable[Counts]) -> None:
        for place, more in enumerate(counts):
            if more is not NONE:
                self.sums[place] += more


def _close(rows: list[MatrixRow], within: list[_Sums]) -> None:
    """Write the counts of the innermost phase into its row and add them to those of the phase around it."""
    done = within.pop()
    within[-1].add(done.sums)
    assert done.place is not None
    row = rows[done.place]
    cells = tuple(replace(cell, counts=inside) for cell, inside in zip(row.cells, done.sums, strict=True))
    rows[done.place] = replace(row, cells=cells, counts=sum(done.sums, NONE))


def next_role(row: MatrixRow, place: int) -> Role | None:
    """What follows the role of a cell in the round Z, K, none; F has its turn only while nobody leads."""
    has_lead = any(cell.letter == LETTERS[Role.LEAD] for cell in row.cells)
    round_ = [None, *((Role.LEAD,) if not has_lead else ()), Role.CONTRIBUTOR, Role.INFORMED]
    letters = [LETTERS[role] if role else "" for role in round_]
    letter = row.cells[place].letter
    return Role.CONTRIBUTOR if letter not in letters else round_[(letters.index(letter) + 1) % len(round_)]


def cell_sentence(row: MatrixRow, tag: MunicipalityTag, cell: MatrixCell) -> str:
    """A cell as a screen reader says it: what it holds first, then where it is."""
    parts = [cell.word or ("" if row.is_phase else "nicht beteiligt"), *_inside(row, cell)]
    parts += [*_details(cell), *cell.problems]
    return f"{', '.join(part for part in parts if part)}: {tag.name}, {row.number} {row.name}"


def cell_tip(row: MatrixRow, tag: MunicipalityTag, cell: MatrixCell) -> str:
    """What the pointer is told about a cell, a line for each matter; empty where there is nothing to say."""
    if not cell.letter and cell.counts == NONE:
        return ""
    lines = [f"{row.number} {row.name}", ": ".join(part for part in (tag.name, cell.word) if part)]
    lines += [*_inside(row, cell), *_details(cell)]
    lines += [f"Bitte prüfen: {problem}" for problem in cell.problems]
    return "\n".join(lines)


def row_sentence(row: MatrixRow) -> str:
    """A row as a screen reader says it."""
    kind = "Phase" if row.is_phase else label(TaskKind.MILESTONE if row.is_milestone else TaskKind.TASK)
    parts = [f"{row.number} {row.name}", kind, "" if row.is_phase else row.state_text, row.office]
    return ", ".join(part for part in (*parts, *row.problems) if part)


def cell_person(cell: MatrixCell) -> str:
    """Who answers for a part, with the deputy for the day it is due."""
    return f"{cell.person} (Vertretung: {cell.deputy})" if cell.deputy else cell.person


def table_text(municipalities: Iterable[MunicipalityTag], rows: Iterable[MatrixRow]) -> str:
    """Rows as a spreadsheet takes them from the clipboard: headings, then cells parted by tabs."""
    lines = [("Nr.", "Aufgabe", *(tag.code for tag in municipalities), "Summe", "Bitte prüfen")]
    for row in rows:
        letters = (cell.letter or cell.counts.words() for cell in row.cells)
        lines.append((row.number, row.name, *letters, row.counts.words(), "; ".join(row.problems)))
    return "".join("\t".join(" ".join(text.split()) for text in line) + "\n" for line in lines)


def _inside(row: MatrixRow, cell: MatrixCell) -> Iterator[str]:
    if row.is_phase and cell.counts != NONE:
        yield f"in der Phase {cell.counts.words()}, davon {formats.number(cell.counts.open)} offen"


def _details(cell: MatrixCell) -> Iterator[str]:
    if cell.person:
        yield cell_person(cell)
    if cell.is_done:
        yield "erledigt"
    elif cell.due_on is not None:
        yield f"fällig {formats.day(cell.due_on)}"


class _RowMaker:
    """Makes rows from indexes that are built once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.facts = TaskFacts(view)
        self.places = {row.id: place for place, row in enumerate(view.municipalities)}
        self.codes = [row.code for row in view.municipalities]
        self.to_check: dict[str, list[Finding]] = {}
        late = (finding for _, finding in late_contributions(view.snapshot, view.as_of))
        for finding in (*view.findings, *late):
            if finding.code in (*_TO_CHECK, "contribution_overdue"):
                self.to_check.setdefault(finding.subject_id, []).append(finding)

    def row(self, task: Task, level: int) -> MatrixRow:
        findings = self._findings(task)
        about = _OF_THE_LEAD if task.id in self.view.ownership.lead else ()
        cells, absent = self._cells(task, findings)
        office = self.view.snapshot.find(SharedOffice, task.lead_office_id)
        is_phase = task.id in self.view.children
        return MatrixRow(
            id=task.id,
            parent_id=task.parent_id,
            number=task.number,
            name=task.name,
            within=self._within(task),
            level=level,
            is_phase=is_phase,
            is_milestone=task.kind is TaskKind.MILESTONE and not is_phase,
            is_closed=task.state in CLOSED_STATES,
            is_unled=any(finding.code == "no_lead" for finding in findings),
            state_text=label(task.state),
            office=office.name if office else "",
            cells=tuple(cells),
            problems=(*_in_short(findings), *absent),
            own_problems=_in_short([f for f in findings if not (f.values.get("code") or f.code in about)]),
            counts=sum((cell.counts for cell in cells if cell is not NO_PART), NONE),
        )

    def _cells(self, task: Task, findings: Sequence[Finding]) -> tuple[list[MatrixCell], list[str]]:
        """The cells of a task, and what is to be said of persons who are not there."""
        cells = [NO_PART] * len(self.places)
        absent: list[str] = []
        for place, part in self._parts(task.id):
            code, about = self.codes[place], _OF_THE_LEAD if part.role is Role.LEAD else ()
            problems = [
                finding_in_short(f) for f in findings if f.values.get("code") == code or f.code in about
            ]
            due_on = self._due_on(task, part)
            stand = self.facts.stand(part, due_on)
            if stand.warning and _is_owed(task, part):
                absent.append(stand.warning.rstrip("."))
                problems.append(absent[-1])
            cells[place] = self._cell(task, part, due_on, stand, tuple(problems))
        return cells, absent

    def _parts(self, task_id: str) -> list[tuple[int, Assignment]]:
        owned = self.view.ownership
        lead = owned.lead.get(task_id)
        rows: Sequence[Assignment] = (
            *((lead,) if lead else ()),
            *owned.contributors.get(task_id, ()),
            *owned.informed.get(task_id, ()),
        )
        return [(self.places[row.municipality_id], row) for row in rows]

    def _within(self, task: Task) -> str:
        names = []
        parent = self.view.snapshot.find(Task, task.parent_id)
        while parent is not None:
            names.append(parent.name)
            parent = self.view.snapshot.find(Task, parent.parent_id)
        return " › ".join(reversed(names))

    def _findings(self, task: Task) -> list[Finding]:
        """What is missing or late; what is at rest is not late."""
        found = self.to_check.get(task.id, [])
        if task.state in RESTING_STATES:
            return [finding for finding in found if finding.code not in ("overdue", "deadline_missed")]
        return found

    def _due_on(self, task: Task, part: Assignment) -> date | None:
        if part.role is Role.INFORMED:
            return None
        return self.facts.due_on(task) if part.role is Role.LEAD else part.due_on

    def _cell(
        self, task: Task, part: Assignment, due_on: date | None, stand: Stand, problems: tuple[str, ...]
    ) -> MatrixCell:
        is_lead, is_informed = part.role is Role.LEAD, part.role is Role.INFORMED
        is_done = task.state in CLOSED_STATES or (not is_lead and part.done_on is not None)
        is_late = self.facts.is_late(task) if is_lead else is_contribution_overdue(part, self.view.as_of)
        is_late = is_late and task.state not in RESTING_STATES
        return MatrixCell(
            part_id=part.id,
            letter=LETTERS[part.role],
            word=label(part.role),
            person=stand.person,
            deputy=stand.deputy,
            due_on=due_on,
            is_done=is_done and not is_informed,
            is_late=is_late,
            problems=problems,
            counts=Counts(
                lead=int(is_lead),
                contributor=int(not is_lead and not is_informed),
                informed=int(is_informed),
                open=int(not is_done and not is_informed),
                late=int(is_late),
            ),
        )


def _is_owed(task: Task, part: Assignment) -> bool:
    """Whether somebody has to be there for a part."""
    is_delivered = part.role is Role.INFORMED or (part.role is Role.CONTRIBUTOR and part.done_on is not None)
    return not is_delivered and task.state not in RESTING_STATES


def _in_short(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The findings of a row in short; what several municipalities have in common is said once."""
    if len(findings) < 2:
        return tuple(map(finding_in_short, findings))
    codes: dict[tuple[str, object], list[str]] = {}
    first: dict[tuple[str, object], Finding] = {}
    for finding in findings:
        key = finding.code, finding.values.get("day")
        first.setdefault(key, finding)
        codes.setdefault(key, []).append(str(finding.values.get("code", "")))
    return tuple(
        finding_in_short(replace(finding, values={**finding.values, "code": ", ".join(codes[key])}))
        for key, finding in first.items()
    )
