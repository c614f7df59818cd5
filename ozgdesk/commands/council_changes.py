"""After „geändert beschlossen“: the new version, and a supplement wherever another text was passed."""

from dataclasses import dataclass

from ozgdesk.commands.agreements import copy_version, make_current
from ozgdesk.commands.councils import add_paper
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.changed_text import ChangedText, changed_text
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter
from ozgdesk.domain.effect import effect_of
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import PaperKind, Result
from ozgdesk.texts.councils import SUPPLEMENT_TEXT, SUPPLEMENT_TITLE, new_version_name


@dataclass(frozen=True, slots=True)
class NewText:
    """What was made: the version that holds the new text (None without one), and the supplements."""

    version: AgreementVersion | None
    supplements: tuple[CouncilPaper, ...]


def follow_change(consultation_id: str) -> Command[NewText]:
    """Make the version that a body passed with changes, and bring it before everybody else.

    The new version is a copy of the one before the body, to be edited; one that was copied from it before is
    taken instead. It takes the place of the current version while that is not in force. Municipalities that
    passed the former text get a supplement with the usual way, stations still open go on with the new text.
    RuleViolation `not_changed`.
    """

    def command(tx: Transaction) -> NewText:
        station = tx.get(Consultation, consultation_id)
        found = changed_text(tx.snapshot(), consultation_id)
        if station.result is not Result.CHANGED or not found:
            raise RuleViolation("not_changed")
        new = found.made
        if new is None and found.version is not None:
            new = _new_version(tx, station, found.version)
        if new is not None:
            _bring_before(tx, new, found)
        return NewText(new, tuple(_supplement(tx, paper, new) for paper in found.again))

    return command


def _new_version(tx: Transaction, station: Consultation, before: AgreementVersion) -> AgreementVersion:
    body = tx.get(Committee, station.committee_id)
    day = day_of(tx.snapshot(), station) or tx.today
    new = copy_version(before.id, new_version_name(body.short_name or body.name, day))(tx)
    agreement = tx.get(Agreement, before.agreement_id)
    if before.is_current and not effect_of(tx.snapshot(), agreement, tx.today).is_in_force:
        return make_current(new.id)(tx)
    return new


def _bring_before(tx: Transaction, new: AgreementVersion, found: ChangedText) -> None:
    for row in found.under_way:
        tx.update(Consultation, row.id, version_id=new.id)
    for matter in tx.having(Matter, "version_id", new.based_on_id):
        tx.update(Matter, matter.id, version_id=new.id)


def _supplement(tx: Transaction, former: CouncilPaper, new: AgreementVersion | None) -> CouncilPaper:
    paper = add_paper(
        former.municipality_id,
        SUPPLEMENT_TITLE.format(title=former.title),
        agreement_id=former.agreement_id,
        kind=PaperKind.SUPPLEMENT,
    )(tx)
    for row in tx.having(Consultation, "paper_id", paper.id):
        tx.update(Consultation, row.id, version_id=new.id if new else None)
    return tx.update(
        CouncilPaper,
        paper.id,
        predecessor_id=former.id,
        matter_id=former.matter_id,
        lead_department=former.lead_department,
        term=former.term,
        resolution_text=SUPPLEMENT_TEXT.format(name=new.name) if new else "",
    )
