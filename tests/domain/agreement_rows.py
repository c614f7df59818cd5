"""A mandate agreement of Usingen and Glashütten, effective since 10.03.2026, to take apart in tests."""

from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Signature, SupervisorStep
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    ConsultationRole,
    LegalForm,
    Result,
    SupervisorStepKind,
)
from tests.helpers import four_municipalities, id_of, lead, task

AGREEMENT, VERSION = id_of(100), id_of(101)
USI, NA, GLA, SCHM = (id_of(n) for n in (1, 2, 3, 4))
RESOLVED = {USI: date(2026, 2, 12), GLA: date(2026, 2, 20)}
SIGNED = date(2026, 3, 10)
LATER = date(2026, 6, 1)


def station_id(municipality_id: str) -> str:
    """The deciding station of a municipality."""
    return id_of(300 + int(municipality_id))


def rows_of(municipality_id: str) -> list[Entity]:
    """Party, bodies, paper, stations and signatures of one municipality."""
    n = int(municipality_id)
    council, paper = id_of(200 + n), id_of(250 + n)
    return [
        AgreementParty(id=id_of(110 + n), agreement_id=AGREEMENT, municipality_id=municipality_id),
        Committee(
            id=council,
            municipality_id=municipality_id,
            name="Vertretung",
            kind=CommitteeKind.COUNCIL,
            order="a",
        ),
        CouncilPaper(id=paper, municipality_id=municipality_id, agreement_id=AGREEMENT, title="Vorlage"),
        Consultation(
            id=station_id(municipality_id),
            paper_id=paper,
            committee_id=council,
            version_id=VERSION,
            order="m",
            held_on=RESOLVED.get(municipality_id, date(2026, 2, 25)),
            role=ConsultationRole.DECIDING,
            is_final=True,
            result=Result.UNANIMOUS,
        ),
        *(
            Signature(
                id=id_of(400 + 10 * n + place),
                agreement_id=AGREEMENT,
                municipality_id=municipality_id,
                order=f"s{n}{place}",
                signed_on=SIGNED,
            )
            for place in (1, 2)
        ),
    ]


def agreement_rows(form: LegalForm = LegalForm.MANDATE) -> list[Entity]:
    """Everything a mandate needs to be effective; filing is done too."""
    contractual = task(1, "Vergabewesen", is_contractual=True, legal_form=form)
    return [
        *four_municipalities(),
        Agreement(id=AGREEMENT, title="ÖRV", order="a", term_years=5),
        AgreementVersion(id=VERSION, agreement_id=AGREEMENT, order="a", name="Fassung", is_current=True),
        *rows_of(USI),
        *rows_of(GLA),
        contractual,
        lead(contractual, 1),
        step(1, SupervisorStepKind.FILING, date(2026, 3, 20)),
    ]


def step(
    number: int, kind: SupervisorStepKind, done_on: date | None, municipality_id: str | None = None
) -> SupervisorStep:
    """A step before supervisor or public."""
    return SupervisorStep(
        id=id_of(500 + number),
        agreement_id=AGREEMENT,
        municipality_id=municipality_id,
        kind=kind,
        submitted_on=date(2026, 3, 12),
        done_on=done_on,
    )


def changed(rows: list[Entity], id_: str, **values: object) -> list[Entity]:
    """The rows with fields of one of them replaced."""
    return [
        type(row).model_validate({**{f: getattr(row, f) for f in type(row).model_fields}, **values})
        if row.id == id_
        else row
        for row in rows
    ]


def without(rows: list[Entity], *ids: str) -> list[Entity]:
    """The rows without some of them."""
    return [row for row in rows if row.id not in ids]


def snapshot(rows: list[Entity]) -> Snapshot:
    """A Snapshot of rows."""
    return Snapshot.of(rows)
