"""A project with every kind of day, and one with texts that want to be more than text; not a test itself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Link
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, Role, TaskKind, TaskState
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task

KNOWN = datetime(2026, 11, 20, 13, 32, 5, tzinfo=UTC)
USI, NA, GLA, SCHM = (id_of(number) for number in (1, 2, 3, 4))
HOSTILE = (
    '=HYPERLINK("http://x";"y")',
    "+49 6081 1",
    "-Probe",
    "@SUMME(1)",
    "  =1+1",
    "= \u20091",
    "＝1+1",
    'a;b "c", d\\e',
    "2.1.3",
    "1/2",
    "_x0041_",
    "{=1}",
    "https://example.invalid/",
)


def part(number: int, of: Entity, municipality: str, **values: object) -> Assignment:
    """A contribution with a small id."""
    fields = {"role": Role.CONTRIBUTOR, **values}
    return Assignment(id=id_of(3000 + number), task_id=of.id, municipality_id=municipality, **fields)


def follow_up(number: int, kind: str, subject: str, text: str) -> FollowUp:
    """A follow-up on a row, due at the beginning of December."""
    return FollowUp(
        id=id_of(number), subject_kind=kind, subject_id=subject, due_on=date(2026, 12, 1), text=text
    )


def project() -> Iterator[Entity]:
    """A phase with two tasks and a milestone, a task of Schmitten alone, follow-ups and meetings."""
    yield cooperation()
    yield from four_municipalities()
    yield Person(id=id_of(50), name="Erika Muster", municipality_id=NA)
    phase = task(1, "Vorbereitung")
    award = task(
        2,
        "Vergabewesen",
        parent_id=phase.id,
        duration_minutes=2400,
        progress_percent=35,
        deadline_on=date(2026, 12, 18),
        state=TaskState.IN_PROGRESS,
        actual_start_on=date(2026, 11, 23),
    )
    report = task(3, "Bericht", parent_id=phase.id, duration_minutes=720)
    goal = task(4, "Freigabe", parent_id=phase.id, kind=TaskKind.MILESTONE)
    alone = task(5, "Nur Schmitten", duration_minutes=480, deadline_on=date(2027, 1, 8))
    dropped = task(6, "Entfallenes", state=TaskState.DROPPED, deadline_on=date(2026, 12, 24))
    yield from (phase, award, report, goal, alone, dropped)
    yield Link(id=id_of(60), predecessor_id=award.id, successor_id=report.id, lag_minutes=480)
    yield Link(id=id_of(61), predecessor_id=report.id, successor_id=goal.id)
    yield from (lead(award, 1), lead(report, 2, person_id=id_of(50)), lead(alone, 4), lead(dropped, 3))
    yield part(1, award, NA, due_on=date(2026, 12, 4), person_id=id_of(50))
    yield part(2, award, GLA, role=Role.INFORMED)
    yield part(3, report, GLA, due_on=date(2026, 12, 11), done_on=date(2026, 11, 20))
    yield follow_up(70, "task", award.id, "Nachfragen, ob da")
    yield follow_up(71, "person", id_of(50), "Rückruf")
    yield from _councils()


def _councils() -> Iterator[Entity]:
    keys = iter(sequence(3))
    kinds = CommitteeKind
    town = Committee(
        id=id_of(80), municipality_id=USI, name="Magistrat", kind=kinds.ADMINISTRATION, order=next(keys)
    )
    council = Committee(
        id=id_of(81),
        municipality_id=NA,
        name="Stadtverordnetenversammlung",
        kind=kinds.COUNCIL,
        order=next(keys),
    )
    joint = Committee(id=id_of(82), name="Lenkungsgruppe", kind=kinds.STEERING_GROUP, order=next(keys))
    yield from (town, council, joint)
    yield Meeting(
        id=id_of(90),
        committee_id=town.id,
        held_on=date(2026, 12, 7),
        starts_at="17:30",
        place="Rathaus; Saal 1, Wilhelmjstraße",
    )
    yield Meeting(
        id=id_of(91), committee_id=joint.id, held_on=date(2026, 12, 9), starts_at="29:59", is_cancelled=True
    )
    paper = CouncilPaper(id=id_of(95), municipality_id=NA, title="Beitritt", number="VL-7")
    yield paper
    yield Consultation(
        id=id_of(96), paper_id=paper.id, committee_id=council.id, order=town.order, held_on=date(2026, 12, 10)
    )


def hostile() -> Iterator[Entity]:
    """A task for each hostile text, in its name and in its source."""
    yield from four_municipalities()
    for number, text in enumerate(HOSTILE, 1):
        found = task(number, text, source=text, deadline_on=date(2026, 12, number))
        yield found
        yield lead(found, 1)


@cache
def view(*, of_hostile: bool = False) -> View:
    """A View of one of them, with a Datenstand."""
    return View(Snapshot.of(hostile() if of_hostile else project()), TODAY, KNOWN)


def empty() -> View:
    """A View of nothing."""
    return View(Snapshot.of(()), TODAY)
