"""A hand-made calendar of four municipalities for the first half of 2027, to reckon back in.

Easter Sunday is 28.03.2027; the Easter holidays of the schools (22.03. to 02.04.) are a recess
in Usingen only.
"""

from collections.abc import Iterable
from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementParty
from ozgdesk.domain.backward import backward
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.deadlines import Backward, Lane, Purpose
from ozgdesk.domain.effect import effect_of
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.vocabulary import ClosureKind, CommitteeKind, LegalForm
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

AGREEMENT = id_of(100)
USI, NA, GLA, SCHM = (id_of(n) for n in (1, 2, 3, 4))
BOARD, FINANCE, COUNCIL = CommitteeKind.ADMINISTRATION, CommitteeKind.COMMITTEE, CommitteeKind.COUNCIL
EASTER_HOLIDAYS = (date(2027, 3, 22), date(2027, 4, 2))
_KINDS = (BOARD, FINANCE, COUNCIL)
_NAMES = {BOARD: "Magistrat", FINANCE: "Haupt- und Finanzausschuss", COUNCIL: "Stadtverordnetenversammlung"}


def body_id(municipality_id: str, kind: CommitteeKind) -> str:
    """The id of a body of a municipality."""
    return id_of(200 + 10 * int(municipality_id) + _KINDS.index(kind))


def body(municipality_id: str, kind: CommitteeKind, **values: object) -> Committee:
    """A body; ids and order follow from municipality and kind."""
    fields: dict[str, object] = {"name": _NAMES[kind], "order": f"o{_KINDS.index(kind)}", **values}
    return Committee(id=body_id(municipality_id, kind), municipality_id=municipality_id, kind=kind, **fields)


def meetings(
    municipality_id: str, kind: CommitteeKind, days: Iterable[date], **values: object
) -> list[Meeting]:
    """Meetings of a body on days, each with an id of its own."""
    at = body_id(municipality_id, kind)
    return [
        Meeting(id=f"{int(at):08d}{day:%Y%m%d}".rjust(32, "0"), committee_id=at, held_on=day, **values)
        for day in days
    ]


def recess(municipality_id: str, from_on: date, until_on: date, name: str = "Osterferien 2027") -> Closure:
    """A council recess."""
    return Closure(
        id=id_of(600 + int(municipality_id)),
        municipality_id=municipality_id,
        kind=ClosureKind.COUNCIL_RECESS,
        name=name,
        from_on=from_on,
        until_on=until_on,
    )


def matter_rows(form: LegalForm = LegalForm.MANDATE, **values: object) -> list[Entity]:
    """An agreement of the four that nobody has decided on yet."""
    contractual = task(1, "Vergabewesen", is_contractual=True, legal_form=form)
    fields: dict[str, object] = {"title": "ÖRV", "order": "a", "is_unlimited": True, **values}
    return [
        *four_municipalities(),
        Agreement(id=AGREEMENT, **fields),
        *(
            AgreementParty(id=id_of(110 + int(id_)), agreement_id=AGREEMENT, municipality_id=id_)
            for id_ in (USI, NA, GLA, SCHM)
        ),
        contractual,
        lead(contractual, 1),
    ]


def calendar_rows() -> list[Entity]:
    """The bodies of the four with their Fristen and meetings."""
    return [
        body(USI, BOARD, closing_days=6),
        body(USI, FINANCE),
        body(USI, COUNCIL, notice_days=3, closing_days=21),
        *meetings(USI, BOARD, [date(2027, 1, 18), date(2027, 1, 25), date(2027, 2, 1)]),
        *meetings(USI, FINANCE, [date(2027, 2, 9), date(2027, 3, 16)]),
        *meetings(USI, COUNCIL, [date(2027, 2, 18), date(2027, 3, 25), date(2027, 4, 22)]),
        recess(USI, *EASTER_HOLIDAYS),
        body(NA, BOARD),
        body(NA, FINANCE, closing_days=10),
        body(NA, COUNCIL, notice_days=7, closing_days=14),
        *meetings(NA, BOARD, [date(2027, 2, 23), date(2027, 3, 2), date(2027, 3, 9)]),
        *meetings(NA, FINANCE, [date(2027, 2, 9), date(2027, 3, 16)]),
        *meetings(NA, COUNCIL, [date(2027, 2, 18), date(2027, 3, 25), date(2027, 4, 22)]),
        body(GLA, BOARD, name="Gemeindevorstand", closing_days=4),
        body(GLA, COUNCIL, name="Gemeindevertretung", notice_days=3, closing_days=13),
        *meetings(GLA, BOARD, [date(2027, 3, 15), date(2027, 3, 22), date(2027, 3, 29)]),
        *meetings(GLA, COUNCIL, [date(2027, 2, 25), date(2027, 4, 8), date(2027, 5, 13)]),
        body(SCHM, BOARD, name="Gemeindevorstand"),
        body(SCHM, COUNCIL, name="Gemeindevertretung", closing_days=10),
        *meetings(SCHM, COUNCIL, [date(2026, 12, 16)]),
    ]


def reckoned(
    rows: Iterable[Entity],
    wanted_on: date,
    *,
    as_of: date = TODAY,
    purpose: Purpose = Purpose.ENTRY,
) -> Backward:
    """The calculation for the agreement of `matter_rows`."""
    snapshot = Snapshot.of(rows)
    effect = effect_of(snapshot, snapshot.get(Agreement, AGREEMENT), as_of)
    return backward(snapshot, effect, purpose, wanted_on, as_of)


def lane_of(found: Backward, municipality_id: str) -> Lane:
    """The lane of one municipality."""
    return next(lane for lane in found.lanes if lane.municipality_id == municipality_id)
