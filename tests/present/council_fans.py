"""Matters with many municipalities and stations, to lay out, paint and print in tests."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, MunicipalityKind, Result
from tests.helpers import cooperation, id_of

MATTER = id_of(90)
_BODIES = ("Magistrat", "Ortsbeirat", "Bauausschuss", "Haupt- und Finanzausschuss")
_RESULTS = (
    Result.RECOMMENDED, Result.POSTPONED, Result.RECOMMENDED, Result.CHANGED, Result.NOTED, Result.UNKNOWN,
    Result.NOT_RECOMMENDED, Result.REFERRED,
)  # fmt: skip


def station(town: int, place: int) -> str:
    """The id of a station."""
    return id_of(100_000 + town * 100 + place)


def fan_rows(days: Sequence[Sequence[date | None]]) -> Iterator[Entity]:
    """A matter with a paper per municipality and a station per day; the last one is the council's."""
    yield cooperation()
    yield Matter(id=MATTER, order="a", title="Vereinbarung über die Zusammenarbeit")
    keys = sequence(max(len(days), 60))
    for town, own in enumerate(days, 1):
        yield Municipality(
            id=id_of(town), code=f"K{town}", name=f"Musterstadt {town}", kind=MunicipalityKind.TOWN,
            order=keys[town - 1], color=("#4477aa", "#aa3377", "#117788", "#996611")[town % 4],
        )  # fmt: skip
        yield CouncilPaper(
            id=id_of(1000 + town), municipality_id=id_of(town), matter_id=MATTER, number=f"VL-{town}/2026",
            title="Vereinbarung über die Zusammenarbeit", dated_on=date(2026, 1, 5),
        )  # fmt: skip
        for place, day in enumerate(own):
            is_last = place == len(own) - 1
            body = id_of(10_000 + town * 100 + place)
            name = "Stadtverordnetenversammlung" if is_last else _BODIES[place % len(_BODIES)]
            kind = CommitteeKind.COUNCIL if is_last else CommitteeKind.COMMITTEE
            yield Committee(
                id=body,
                municipality_id=id_of(town),
                name=name,
                kind=kind,
                order=keys[place],
                short_name=name[:4],
            )
            yield Consultation(
                id=station(town, place), paper_id=id_of(1000 + town), committee_id=body, order=keys[place],
                held_on=day, is_final=is_last,
                role=ConsultationRole.DECIDING if is_last else ConsultationRole.PREPARATORY,
                result=Result.OPEN if is_last or day is None else _RESULTS[place % len(_RESULTS)],
            )  # fmt: skip


def every(first: date, step_days: int, count: int) -> list[date | None]:
    """Days in equal steps."""
    return [first + timedelta(days=step_days * place) for place in range(count)]
