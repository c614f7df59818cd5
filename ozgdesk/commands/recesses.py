"""Taking school holidays over as council recess of a municipality."""

from collections.abc import Iterable

from ozgdesk.commands import records
from ozgdesk.domain.recesses import SchoolHoliday
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ClosureKind


def enter_recesses(
    municipality_id: str, holidays: Iterable[SchoolHoliday], source: str
) -> Command[tuple[Closure, ...]]:
    """Enter each of the holidays as a recess of this municipality; `source` says where the days come from."""

    def command(tx: Transaction) -> tuple[Closure, ...]:
        return tuple(
            records.create(
                Closure,
                municipality_id=municipality_id,
                kind=ClosureKind.COUNCIL_RECESS,
                name=holiday.name,
                from_on=holiday.from_on,
                until_on=holiday.until_on,
                source=source,
            )(tx)
            for holiday in holidays
        )

    return command
