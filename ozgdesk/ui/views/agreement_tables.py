"""The tables beside the text of an agreement: parties, steps and dates, Vertragsaufgaben."""

from datetime import date

from ozgdesk import formats
from ozgdesk.commands import agreements, records
from ozgdesk.domain.agreements import AgreementParty, Deviation, SupervisorStep
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import LegalForm
from ozgdesk.present.agreement import DutyRow, PartyRow, StepRow
from ozgdesk.present.agreement_dates import DateRow
from ozgdesk.present.deviations import DeviationRow
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.texts import steps
from ozgdesk.texts.labels import LABELS, label
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable


def day(value: date | None) -> str:
    """A day for a cell, empty for none."""
    return formats.day(value) if value else ""


def chips(*tags: MunicipalityTag | None) -> list[tuple[str, str]]:
    """Municipalities as chips."""
    return [(tag.code, tag.color) for tag in tags if tag is not None and tag.code]


def parties_table(desk: Desk) -> RowTable:
    """The parties with the day their accession took effect."""
    columns: tuple[Column[PartyRow], ...] = (
        Column("", lambda r: r.municipality.code, width=76, chips=lambda r: chips(r.municipality)),
        Column("Vertragspartei", lambda r: r.municipality.name, stretch=True),
        Column("Beitritt wirksam ab", lambda r: day(r.joined_on), width=140),
    )
    return picking(desk, RowTable(RowModel(columns), "Vertragsparteien"), AgreementParty)


def steps_table(desk: Desk) -> RowTable:
    """Filing, approval and publication."""
    columns: tuple[Column[StepRow], ...] = (
        Column("Schritt", lambda r: r.kind_text, width=150),
        Column("", lambda r: r.municipality.code if r.municipality else "alle", width=76,
               chips=lambda r: chips(r.municipality)),
        Column("Behörde", lambda r: r.authority, stretch=True, tip=lambda r: r.authority),
        Column("eingereicht am", lambda r: day(r.submitted_on), width=130),
        Column("erledigt am", lambda r: day(r.done_on) or "offen", width=130),
        Column("Aktenzeichen", lambda r: r.file_reference, width=140),
    )  # fmt: skip
    return picking(
        desk, RowTable(RowModel(columns), "Schritte vor Aufsicht und Öffentlichkeit"), SupervisorStep
    )


def duties_table(desk: Desk) -> RowTable:
    """The Vertragsaufgaben; the legal form is chosen in place."""
    forms = {word: form for form, word in LABELS[LegalForm].items()}

    def choose(row: DutyRow, word: str) -> None:
        form = forms.get(word)
        if isinstance(form, LegalForm):
            desk.run(steps.SET_LEGAL_FORM, agreements.set_legal_form(row.task_id, form))

    columns: tuple[Column[DutyRow], ...] = (
        Column("Nummer", lambda r: r.number, width=90, sort=lambda r: formats.sort_key(r.number)),
        Column("Vertragsaufgabe", lambda r: r.name, stretch=True, tip=lambda r: r.name),
        Column("Rechtsform", lambda r: r.legal_form_text, width=170, edit=choose,
               choices=lambda _r: [label(form) for form in LegalForm]),
        Column("Federführung", lambda r: r.lead.code if r.lead else "nicht vergeben", width=130,
               chips=lambda r: chips(r.lead)),
        Column("Zuarbeit", lambda r: ", ".join(tag.code for tag in r.contributors), width=200,
               chips=lambda r: chips(*r.contributors)),
    )  # fmt: skip
    return picking(desk, RowTable(RowModel(columns, lambda r: r.task_id), "Vertragsaufgaben"), Task)


def deviations_table(desk: Desk) -> RowTable:
    """Where practice departs from the agreement, as sentences; the remark is typed in place."""

    def note(row: DeviationRow, typed: str) -> None:
        desk.run(steps.edit(Deviation), records.edit(Deviation, row.id, note=typed.strip()))

    columns: tuple[Column[DeviationRow], ...] = (
        Column("Abweichung", lambda r: r.text, stretch=True, tip=lambda r: r.text),
        Column("vereinbart", lambda r: r.agreed.code if r.agreed else "niemand", width=110,
               chips=lambda r: chips(r.agreed)),
        Column("führt jetzt", lambda r: r.now.code if r.now else "niemand", width=110,
               chips=lambda r: chips(r.now)),
        Column("Bemerkung", lambda r: r.note, width=220, edit=note, tip=lambda r: r.note),
    )  # fmt: skip
    return picking(desk, RowTable(RowModel(columns), "Abweichungen von der Vereinbarung"), Deviation)


def dates_table(desk: Desk) -> RowTable:
    """The days that follow from the agreement; the milestone of a row is opened from it."""
    columns: tuple[Column[DateRow], ...] = (
        Column("Termin", lambda r: r.title, width=280, tip=lambda r: r.title),
        Column("Tag", lambda r: day(r.on) or "entfallen", width=110, sort=lambda r: r.on,
               strong=lambda r: r.on is not None),
        Column("folgt aus", lambda r: r.text, stretch=True, tip=lambda r: r.text),
        Column("im Plan", lambda r: r.plan_text, width=150, tip=lambda r: r.plan_text),
    )  # fmt: skip
    table = RowTable(RowModel(columns, lambda r: r.kind), "Termine der Vereinbarung")

    def milestone(kind: str) -> str:
        return next((row.task_id for row in table.rows.rows if row.kind == kind), "")

    def look_at(kind: str) -> None:
        if milestone(kind):
            desk.pick(Task, milestone(kind))

    def turn_to(kind: str) -> None:
        if milestone(kind):
            desk.go("plan", Subject(Task, milestone(kind)))

    table.row_picked.connect(look_at)
    table.row_opened.connect(turn_to)
    return table


def picking(desk: Desk, table: RowTable, kind: type[Entity]) -> RowTable:
    """Let a table tell what is picked, open a row, and delete it where it is no task."""
    table.row_picked.connect(lambda id_: desk.pick(kind, id_))
    table.row_opened.connect(lambda id_: desk.edit(kind, id_))
    if kind is not Task:
        table.on_remove = lambda ids: _delete(desk, kind, ids)
    return table


def _delete(desk: Desk, kind: type[Entity], ids: list[str]) -> None:
    desk.run(steps.delete(kind), records.delete(kind, *ids))
