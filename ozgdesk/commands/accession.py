"""Drafts of an accession: party, version, papers and tasks in one step. Nothing is claimed as decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.commands import agreements, councils, master_data, plan, records
from ozgdesk.commands.tasks import create_task
from ozgdesk.domain.agreements import AccessionCondition, Agreement, AgreementParty, AgreementVersion
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.order import between
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.supervisor import ABROAD
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, TaskKind
from ozgdesk.domain.what_if import (
    Comparison,
    NeededResolution,
    PartyChange,
    Proposal,
    ResolutionPart,
    compare,
)
from ozgdesk.texts import what_if as words
from ozgdesk.texts.organs import board_name, council_name, full_name

SOURCE = "Zensus 2022, Einwohner am 15.05.2022 (dl-de/by-2-0)"
_COLORS = ("#228833", "#ee7733", "#332288", "#882255", "#999933", "#009988", "#ccbb44", "#ee6677", "#66ccee")
_CODE_LENGTH = 4
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Drafts:
    """What was made for an accession."""

    municipality_id: str
    version_id: str | None
    paper_ids: tuple[str, ...]
    task_ids: tuple[str, ...]


def newcomer(rows: Rows, ags: str, on: date) -> Municipality:
    """A municipality of the master data as it would join on a day; one the project has stays as it is.

    Its id is made of its official key and lasts until it is added. KeyError for an unknown key.
    """
    known = next((row for row in rows.all(Municipality) if row.ags == ags), None)
    if known is not None:
        return known
    fields = master_data.municipality(ags)
    others = rows.all(Municipality)
    return Municipality(
        id=ags.rjust(32, "0"),
        code=_free_code(fields["name"], {row.code for row in others}),
        order=between(max((row.order for row in others), default=None), None),
        color=next((c for c in _COLORS if c not in {row.color for row in others}), _COLORS[0]),
        party_from=on,
        source=SOURCE,
        **fields,
    )


def authorise_board(
    agreement_id: str, municipality_id: str, joining: Municipality
) -> Command[tuple[AccessionCondition, ...]]:
    """Note that a council has left the accession to its board, with the usual conditions, none of them met.

    A municipality that joins and is not in the project yet is added.
    """

    def command(tx: Transaction) -> tuple[AccessionCondition, ...]:
        town = _in_project(tx, joining)
        return tuple(
            records.create(
                AccessionCondition,
                agreement_id=agreement_id,
                municipality_id=municipality_id,
                joining_id=town.id,
                text=text,
            )(tx)
            for text in words.CONDITIONS
        )

    return command


def tick_conditions(ticks: Mapping[str, bool]) -> Command[None]:
    """Tick conditions by their ids as met today, or take that back."""

    def command(tx: Transaction) -> None:
        for id_, is_met in ticks.items():
            met_on = tx.today if is_met else None
            records.edit(AccessionCondition, id_, is_met=is_met, met_on=met_on)(tx)

    return command


def draft_accession(agreement_id: str, joining: Municipality, on: date) -> Command[Drafts]:
    """Make drafts of what an accession needs, in one step.

    RuleViolation `already_member` for a municipality that is a party, or is to become one, already.
    """

    def command(tx: Transaction) -> Drafts:
        agreement = tx.get(Agreement, agreement_id)
        town = _in_project(tx, joining)
        found = compare(tx.snapshot(), Proposal(agreement.id, town, PartyChange.JOINS, on), tx.today)
        agreements.add_party(agreement.id, town.id, on)(tx)
        version = _draft_version(tx, agreement, town)
        papers = [_paper(tx, agreement, need, found, version) for need in found.resolutions]
        tasks = _tasks(tx, found)
        return Drafts(
            town.id,
            version.id if version else None,
            tuple(row.id for row in papers),
            tuple(row.id for row in tasks),
        )

    return command


def is_drafted(rows: Rows, agreement_id: str, municipality_id: str) -> bool:
    """Whether a municipality is a party, or is to become one."""
    return any(
        (row.agreement_id, row.municipality_id) == (agreement_id, municipality_id)
        for row in rows.all(AgreementParty)
    )


def _in_project(tx: Transaction, town: Municipality) -> Municipality:
    found = tx.find(Municipality, town.id)
    if found is None and town.ags:
        found = next((row for row in tx.all(Municipality) if row.ags == town.ags), None)
    if found is not None:
        return found
    fields = town.model_dump(exclude={"id", "order"})
    return records.create(Municipality, **fields)(tx)


def _draft_version(tx: Transaction, agreement: Agreement, town: Municipality) -> AgreementVersion | None:
    versions = [row for row in tx.all(AgreementVersion) if row.agreement_id == agreement.id]
    current = next((row for row in versions if row.is_current), None)
    if current is None:
        return None
    return agreements.copy_version(current.id, _cut(words.DRAFT_VERSION.format(name=town.name)))(tx)


def _paper(
    tx: Transaction,
    agreement: Agreement,
    need: NeededResolution,
    found: Comparison,
    version: AgreementVersion | None,
) -> CouncilPaper:
    """A paper of one municipality on the draft; the board's station decides where it is authorised."""
    joining = found.proposal.municipality
    values = {
        "agreement": agreement.short_title or agreement.title,
        "of": _of(joining),
        "day": formats.day(found.proposal.on),
    }
    is_joining = need.part is ResolutionPart.JOINS
    paper = councils.add_paper(
        need.municipality.id, _cut(words.DRAFT_PAPER.format(**values)), agreement_id=agreement.id
    )(tx)
    for station in tx.having(Consultation, "paper_id", paper.id):
        body = tx.get(Committee, station.committee_id)
        if not need.is_by_board:
            tx.update(Consultation, station.id, version_id=version.id if version else None)
        elif body.kind is CommitteeKind.ADMINISTRATION:
            tx.update(
                Consultation,
                station.id,
                version_id=version.id if version else None,
                role=ConsultationRole.DECIDING,
                is_final=True,
            )
        else:
            tx.delete(Consultation, station.id)
    text = words.DRAFT_JOINING_TEXT if is_joining else words.DRAFT_AGREEING_TEXT
    return tx.update(CouncilPaper, paper.id, resolution_text=text.format(**values))


def _tasks(tx: Transaction, found: Comparison) -> list[Task]:
    """A phase: resolutions beside each other, then signing, filing or approval, publication, the day."""
    name = found.proposal.municipality.name
    phase = create_task(_cut(words.DRAFT_PHASE.format(name=name)))(tx)
    resolutions = [
        _task(tx, phase, _resolution_name(need), need.municipality.id) for need in found.resolutions
    ]
    coordinator = next((p.id for p in found.today.parties if p.is_coordinating), None)
    steps = [_task(tx, phase, words.DRAFT_SIGNING.format(name=name), coordinator)]
    texts = list(_STEPS[found.procedure])
    if ABROAD in found.rules and found.procedure is not Procedure.APPROVAL:
        texts.insert(0, words.DRAFT_MINISTRY)
    steps += [_task(tx, phase, text.format(name=name), coordinator) for text in texts]
    day = create_task(_cut(words.DRAFT_MILESTONE.format(name=name)), coordinator, parent_id=phase.id)(tx)
    day = records.edit(
        Task, day.id, kind=TaskKind.MILESTONE, duration_minutes=0, deadline_on=found.proposal.on
    )(tx)
    _link(tx, resolutions, steps[:1])
    for before, after in zip(steps, [*steps[1:], day], strict=True):
        _link(tx, [before], [after])
    return [phase, *resolutions, *steps, day]


_STEPS: dict[Procedure, tuple[str, ...]] = {
    Procedure.APPROVAL: (words.DRAFT_APPROVAL, words.DRAFT_PUBLICATION),
    Procedure.FILING: (words.DRAFT_FILING,),
    Procedure.NONE: (),
    Procedure.NOT_STATED: (words.DRAFT_PROCEDURE_OPEN,),
}


def _task(tx: Transaction, phase: Task, name: str, lead_id: str | None) -> Task:
    return create_task(_cut(name), lead_id, parent_id=phase.id)(tx)


def _resolution_name(need: NeededResolution) -> str:
    town = need.municipality
    body = board_name(town) if need.is_by_board else council_name(town)
    return words.DRAFT_RESOLUTION.format(body=body.name, town=town.name)


def _link(tx: Transaction, before: Iterable[Task], after: Iterable[Task]) -> None:
    later = list(after)
    for first in before:
        for second in later:
            plan.link_tasks(first.id, second.id)(tx)


def _free_code(name: str, taken: set[str]) -> str:
    """A short code of capital letters from a name that nobody has yet."""
    letters = "".join(c for c in name.upper() if c.isalpha()) or "K"
    code = letters[:_CODE_LENGTH]
    number = 2
    while code in taken:
        code = f"{letters[:_CODE_LENGTH]}{number}"
        number += 1
    return code


def _of(town: Municipality) -> str:
    name = full_name(town)
    return f"der {name.removeprefix('die ')}" if name.startswith("die ") else f"von {name}"


def _cut(name: str) -> str:
    return name[:_LONGEST_NAME]
