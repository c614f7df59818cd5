"""The facts that situations are made of: each turns the rows of an agreement into those of another case.

Without any, Usingen and Glashütten concluded a mandate, effective since 10.03.2026.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce

from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.effect import EffectState
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.vocabulary import (
    ClauseKind,
    CommitteeKind,
    ConsultationRole,
    LegalForm,
    Result,
    SupervisorStepKind,
)
from tests.domain.agreement_rows import (
    AGREEMENT,
    GLA,
    LATER,
    NA,
    SCHM,
    USI,
    VERSION,
    agreement_rows,
    changed,
    rows_of,
    station_id,
    step,
    without,
)
from tests.helpers import id_of, lead, task

Rows = list[Entity]
Fact = Callable[[Rows], Rows]

FILED = id_of(501)
CHANGED_TEXT = id_of(102)


def project(*facts: Fact, form: LegalForm = LegalForm.MANDATE) -> Rows:
    """The rows of a case; a delegation comes without the filing of the mandate."""
    rows = agreement_rows(form)
    if form is LegalForm.DELEGATION:
        rows = without(rows, FILED)
    return reduce(lambda known, fact: fact(known), facts, rows)


def delegation(*facts: Fact) -> Rows:
    """The same as a delegation."""
    return project(*facts, form=LegalForm.DELEGATION)


def added(*rows: Entity) -> Fact:
    """With further rows."""
    return lambda known: [*known, *rows]


def gone(*ids: str) -> Fact:
    """Without some rows."""
    return lambda known: without(known, *ids)


def row(id_: str, **values: object) -> Fact:
    """With other data of a row."""
    return lambda known: changed(known, id_, **values)


def agreed(**values: object) -> Fact:
    """With other data of the agreement."""
    return row(AGREEMENT, **values)


def station(town: str, **values: object) -> Fact:
    """With another outcome at the deciding station of a municipality."""
    return row(station_id(town), **values)


def open_on(town: str, day: date | None) -> Fact:
    """The council is still to decide, on a day or without one."""
    return station(town, result=Result.OPEN, held_on=day)


def paper_id(town: str) -> str:
    """The paper of a municipality."""
    return id_of(250 + int(town))


def council_id(town: str) -> str:
    """The council of a municipality."""
    return id_of(200 + int(town))


def unsigned(town: str) -> Fact:
    """Nobody has signed for a municipality."""
    return gone(*(id_of(400 + 10 * int(town) + place) for place in (1, 2)))


def meets(town: str, *days: date, number: int = 1, committee: str = "") -> Fact:
    """Meetings of the council of a municipality, or of another body, are entered."""
    body = committee or council_id(town)
    first = 700 + 20 * int(town) + number
    return added(
        *(Meeting(id=id_of(first + place), committee_id=body, held_on=day) for place, day in enumerate(days))
    )


def another(
    town: str,
    number: int,
    day: date | None,
    result: Result = Result.UNANIMOUS,
    version: str | None = VERSION,
    **values: object,
) -> Fact:
    """A further paper of a municipality with its deciding station."""
    paper = CouncilPaper(
        id=id_of(270 + number),
        municipality_id=town,
        agreement_id=AGREEMENT,
        title="Weitere Vorlage",
        dated_on=date(2026, 3, 1),
    )
    decision = Consultation(
        id=id_of(370 + number),
        paper_id=paper.id,
        committee_id=council_id(town),
        version_id=version,
        order="n",
        held_on=day,
        is_final=True,
        result=result,
        **values,
    )
    return added(paper, decision)


def before_council(town: str, day: date | None, result: Result = Result.OPEN) -> Fact:
    """A committee of a municipality prepares the resolution."""
    number = int(town)
    body = Committee(
        id=committee_id(town),
        municipality_id=town,
        name="Haupt- und Finanzausschuss",
        kind=CommitteeKind.COMMITTEE,
        order="b",
    )
    preparing = Consultation(
        id=id_of(340 + number),
        paper_id=paper_id(town),
        committee_id=body.id,
        order="c",
        held_on=day,
        role=ConsultationRole.PREPARATORY,
        result=result,
    )
    return added(body, preparing)


def committee_id(town: str) -> str:
    """The committee that prepares resolutions of a municipality."""
    return id_of(210 + int(town))


def again(town: str, day: date | None, result: Result = Result.OPEN, **values: object) -> Fact:
    """The paper of a municipality comes before its council another time."""
    return added(
        Consultation(
            id=id_of(320 + int(town)),
            paper_id=paper_id(town),
            committee_id=council_id(town),
            version_id=VERSION,
            order="x",
            held_on=day,
            is_final=True,
            result=result,
            **values,
        )
    )


def approved(day: date | None, number: int = 2, submitted_on: date = date(2026, 3, 12)) -> Fact:
    """The approval was given on a day, or (None) only applied for."""
    found = step(number, SupervisorStepKind.APPROVAL, day)
    return lambda known: [*known, *changed([found], found.id, submitted_on=submitted_on)]


def published(day: date, town: str | None = None, number: int = 3) -> Fact:
    """The agreement was published on a day, by one municipality or jointly."""
    return added(step(number, SupervisorStepKind.PUBLICATION, day, town))


def party(town: str, **values: object) -> Fact:
    """A further party with paper, resolution and signatures."""
    return lambda known: changed([*known, *rows_of(town)], id_of(110 + int(town)), **values)


def bare_party(town: str, joined_on: date) -> Fact:
    """A party that joined, without paper, resolution or signatures."""
    kept = [r for r in rows_of(town) if not isinstance(r, Consultation | CouncilPaper)]
    unsigned_rows = without(kept, *(id_of(400 + 10 * int(town) + place) for place in (1, 2)))
    return lambda known: changed([*known, *unsigned_rows], id_of(110 + int(town)), joined_on=joined_on)


def version(id_: str, name: str, based_on: str | None = None, text: str = "", **values: object) -> Fact:
    """A further version with one §."""
    number = int(id_)
    clause = Clause(
        id=id_of(8000 + number),
        version_id=id_,
        stem=id_of(8001),
        order="a",
        kind=ClauseKind.CLAUSE,
        text=text,
    )
    found = AgreementVersion(
        id=id_, agreement_id=AGREEMENT, order=f"b{number}", name=name, based_on_id=based_on, **values
    )
    return added(found, *((clause,) if text else ()))


def first_text(text: str) -> Fact:
    """The words of the version that both councils resolved on."""
    return added(
        Clause(
            id=id_of(8100), version_id=VERSION, stem=id_of(8001), order="a", kind=ClauseKind.CLAUSE, text=text
        )
    )


def contractual(number: int, form: LegalForm) -> Fact:
    """A further Vertragsaufgabe, led by Glashütten."""
    found = task(number, f"Aufgabe {number}", is_contractual=True, legal_form=form)
    return added(found, lead(found, 3))


def district(town: str, name: str, region: str = "Darmstadt", ags: str = "", population: int = 9000) -> Fact:
    """The master data of a municipality."""
    return row(town, district=name, region=region, ags=ags, population=population)


def resolved(town: str, words: str) -> Fact:
    """The words that a council passed."""
    return station(town, resolution_text=words)


def joined_facts(*facts: Fact) -> Fact:
    """Several facts as one."""
    return lambda known: reduce(lambda rows, fact: fact(rows), facts, known)


AT_HOME = joined_facts(district(USI, "Hochtaunuskreis"), district(GLA, "Hochtaunuskreis"))


TOWNS = {USI: "USI", NA: "NA", GLA: "GLA", SCHM: "SCHM", None: "-"}
FULL, REC, NOT, OPEN, OVER, ENDED = (
    EffectState.EFFECTIVE,
    EffectState.RECORDED,
    EffectState.NOT_EFFECTIVE,
    EffectState.UNKNOWN,
    EffectState.EXPIRED,
    EffectState.TERMINATED,
)


@dataclass(frozen=True)
class Situation:
    """What is known of an agreement, and what follows.

    `missing` names code, municipality and who must act, completely; `told` are codes that must be among the
    reasons, `untold` must not; `against` are all obstacles to a forecast.
    """

    rows: Rows
    state: EffectState
    since: date | None = None
    earliest: date | None = None
    missing: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    until: date | None = None
    as_of: date = LATER
    supervisor: str = ""


APPROVED, PUBLISHED = approved(date(2026, 4, 1)), published(date(2026, 4, 20))
IN_FORCE = date(2026, 4, 21)
"""Since when a delegation has effect that was approved and published like that."""
UNPUBLISHED = ("publication_missing USI administration", "publication_missing GLA administration")
