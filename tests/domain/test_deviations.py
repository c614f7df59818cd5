"""Which agreement says who leads a task, and which annex names it."""

from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.deviations import annex_of, binding_agreements, is_party
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import ClauseKind, VersionState
from ozgdesk.texts.clauses import citation
from tests.helpers import TODAY, four_municipalities, id_of, task

USI, NA, GLA = id_of(1), id_of(2), id_of(3)


def agreement(number: int, state: VersionState = VersionState.SIGNED, **values: object) -> list[Entity]:
    own = id_of(100 * number)
    return [
        Agreement(id=own, title=f"ÖRV {number}", order="abcdef"[number], **values),
        AgreementVersion(
            id=id_of(100 * number + 1), agreement_id=own, order="m", name="F", state=state, is_current=True
        ),
        AgreementParty(id=id_of(100 * number + 2), agreement_id=own, municipality_id=USI),
    ]


def binding(*rows: Entity) -> list[str]:
    snapshot = Snapshot.of([*four_municipalities(), *rows])
    return [row.title for row, _ in binding_agreements(snapshot, TODAY)]


def clause(number: int, kind: ClauseKind, text: str = "", parent: int | None = None) -> Clause:
    return Clause(
        id=id_of(500 + number),
        version_id=id_of(101),
        parent_id=id_of(500 + parent) if parent else None,
        stem=id_of(600 + number),
        order="abcdefgh"[number],
        kind=kind,
        text=text,
    )


def cited(*rows: Clause) -> str | None:
    found = annex_of(Outline(rows), task(1, "Vergabewesen"))
    return citation(found) if found else None


def test_a_draft_binds_nobody_and_of_two_signed_ones_the_newer_comes_first() -> None:
    assert binding(*agreement(1, VersionState.RESOLVED)) == []
    assert binding(*agreement(1), *agreement(2)) == ["ÖRV 2", "ÖRV 1"]


def test_a_replaced_or_ended_agreement_says_nothing_any_more() -> None:
    assert binding(*agreement(1), *agreement(2, predecessor_id=id_of(100))) == ["ÖRV 2"]
    assert binding(*agreement(1), *agreement(2, VersionState.DRAFT, predecessor_id=id_of(100))) == ["ÖRV 1"]
    assert binding(*agreement(1, ends_on=date(2026, 6, 30))) == []


def test_an_agreement_that_is_recorded_as_effective_binds_whatever_its_text_is_called() -> None:
    assert binding(*agreement(1, VersionState.RESOLVED, recorded_effective_on=TODAY)) == ["ÖRV 1"]


def test_a_party_is_bound_and_another_municipality_is_not() -> None:
    rows = agreement(1)
    snapshot = Snapshot.of([*four_municipalities(), *rows])
    assert isinstance(rows[0], Agreement)
    assert is_party(snapshot, rows[0], USI, TODAY)
    assert not is_party(snapshot, rows[0], NA, TODAY)


def test_the_annex_that_names_the_task_is_cited() -> None:
    first, second = clause(1, ClauseKind.ANNEX, "Kosten"), clause(2, ClauseKind.ANNEX)
    line = clause(3, ClauseKind.PARAGRAPH, "Vergabewesen (Mandatierung): Federführung Usingen", parent=2)
    assert cited(first, second, line) == "Anlage\u00a02"


def test_an_annex_that_lists_the_led_tasks_names_every_one() -> None:
    rows = (clause(1, ClauseKind.ANNEX, "Kosten"), clause(2, ClauseKind.ANNEX, "{field:led_tasks}"))
    assert cited(*rows) == "Anlage\u00a02"


def test_the_only_annex_is_meant_where_none_names_the_task_but_not_one_of_several() -> None:
    assert cited(clause(1, ClauseKind.ANNEX, "Aufgaben")) == "Anlage\u00a01"
    assert cited(clause(1, ClauseKind.ANNEX, "A"), clause(2, ClauseKind.ANNEX, "B")) is None
    assert cited(clause(1, ClauseKind.CLAUSE, "Vergabewesen")) is None
