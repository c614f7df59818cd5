"""The tables of signing: signatures with day and place, originals with where they lie; typed in place.

What is typed goes into all selected rows, when the row it is typed in is one of them.
"""

from collections.abc import Callable

from ozgdesk import formats
from ozgdesk.commands import records, signing
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.agreements import AgreementCopy, Signature
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.present.agreement import SignatureRow
from ozgdesk.present.signing import CopyRow
from ozgdesk.texts import agreement_dates as words
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement_tables import chips, day, picking
from ozgdesk.ui.widgets.checked_delegate import CheckedDelegate
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_DAY = 3
"""The column of the day, whose editor stays open while what is typed is no day."""


def signatures_table(desk: Desk) -> RowTable:
    """The places for signatures; day and place are typed in place."""
    shown: list[RowTable] = []

    def sign_on(row: SignatureRow, typed: str) -> str:
        """Enter the day; returns why it is refused, else an empty text."""
        try:
            on = formats.read_day(typed, desk.view.as_of) if typed.strip() else None
            desk.commit(steps.SIGN, signing.sign_on(_targets(shown[0], row.id), on))
        except formats.NotReadable as reason:
            return str(reason)
        except RuleViolation as refusal:
            return rule_message(refusal)
        except StoreProblem as problem:
            desk.failed.emit(problem)
        return ""

    def sign_at(row: SignatureRow, typed: str) -> None:
        desk.run(steps.SIGN, signing.sign_at(_targets(shown[0], row.id), typed))

    columns: tuple[Column[SignatureRow], ...] = (
        Column("", lambda r: r.municipality.code, width=76, chips=lambda r: chips(r.municipality)),
        Column("Amtsbezeichnung", lambda r: r.title or "nicht genannt", width=230, tip=lambda r: r.title),
        Column("Name", lambda r: r.name or "nicht erfasst", stretch=True),
        Column("unterschrieben am", lambda r: day(r.signed_on) or "offen", width=150, edit=sign_on,
               edited=lambda r: day(r.signed_on)),
        Column("Ort", lambda r: r.place, width=160, edit=sign_at),
    )  # fmt: skip
    table = picking(desk, RowTable(RowModel(columns), "Unterschriften"), Signature)
    table.setItemDelegateForColumn(_DAY, CheckedDelegate(table, sign_on))
    shown.append(table)
    return table


def copies_table(desk: Desk, add: Callable[[], object]) -> RowTable:
    """The originals; where they lie and what is noted is typed in place, Einfg makes another one."""
    shown: list[RowTable] = []

    def keep_at(row: CopyRow, typed: str) -> None:
        desk.run(words.PLACE_COPIES, signing.keep_at(_targets(shown[0], row.id), typed))

    def note(row: CopyRow, typed: str) -> None:
        desk.run(steps.edit(AgreementCopy), records.edit(AgreementCopy, row.id, note=typed.strip()))

    columns: tuple[Column[CopyRow], ...] = (
        Column("", lambda r: r.municipality.code if r.municipality else "–", width=76,
               chips=lambda r: chips(r.municipality)),
        Column("Ausfertigung für", lambda r: r.owner, width=130, tip=lambda r: r.owner),
        Column("liegt bei", lambda r: r.location or "nicht erfasst", stretch=True, edit=keep_at,
               edited=lambda r: r.location, tip=lambda r: r.location),
        Column("Bemerkung", lambda r: r.note, width=130, edit=note, tip=lambda r: r.note, spare=1),
    )  # fmt: skip
    shown.append(picking(desk, RowTable(RowModel(columns), "Ausfertigungen"), AgreementCopy))
    shown[0].on_create = add
    return shown[0]


def _targets(table: RowTable, id_: str) -> list[str]:
    selected = table.selected_ids()
    return selected if id_ in selected else [id_]
