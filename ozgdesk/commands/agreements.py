"""What happens to an agreement besides its text: parties, versions, signatures, supervisor steps, effect."""

from datetime import date

from ozgdesk.commands.clauses import delete_text
from ozgdesk.domain.agreements import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Clause,
    Signature,
)
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.drafting import ChangeReason, Remark
from ozgdesk.domain.order import between
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.signing import NEEDED
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import (
    FormOfAddress,
    LegalForm,
    Office,
    VersionState,
)
from ozgdesk.present.agreement_text import filled_text
from ozgdesk.texts.agreements import FIRST_VERSION
from ozgdesk.texts.clauses import with_fields_again
from ozgdesk.texts.organs import office_title


def start_agreement(title: str) -> Command[Agreement]:
    """A new agreement between all municipalities of the project, with an empty first draft."""

    def command(tx: Transaction) -> Agreement:
        last = max((row.order for row in tx.all(Agreement)), default=None)
        agreement = tx.insert(Agreement(id=tx.new_id(), title=title, order=between(last, None)))
        for row in sorted(tx.all(Municipality), key=lambda row: row.order):
            add_party(agreement.id, row.id)(tx)
        add_version(agreement.id, FIRST_VERSION)(tx)
        return agreement

    return command


def add_party(
    agreement_id: str, municipality_id: str, joined_on: date | None = None
) -> Command[AgreementParty]:
    """Bind a municipality; RuleViolation `already_member` when it is a party already."""

    def command(tx: Transaction) -> AgreementParty:
        if any(
            (row.agreement_id, row.municipality_id) == (agreement_id, municipality_id)
            for row in tx.all(AgreementParty)
        ):
            name = tx.get(Municipality, municipality_id).name
            raise RuleViolation("already_member", at="municipality_id", municipality=name)
        return tx.insert(
            AgreementParty(
                id=tx.new_id(),
                agreement_id=tx.get(Agreement, agreement_id).id,
                municipality_id=tx.get(Municipality, municipality_id).id,
                joined_on=joined_on,
            )
        )

    return command


def add_version(agreement_id: str, name: str) -> Command[AgreementVersion]:
    """A new empty version behind the others; the first one is the current one."""

    def command(tx: Transaction) -> AgreementVersion:
        others = _versions(tx, tx.get(Agreement, agreement_id).id)
        last = others[-1].order if others else None
        return tx.insert(
            AgreementVersion(
                id=tx.new_id(),
                agreement_id=agreement_id,
                order=between(last, None),
                name=name,
                is_current=not others,
            )
        )

    return command


def copy_version(version_id: str, name: str) -> Command[AgreementVersion]:
    """A draft with the same text: new ids, same stems, so references stay valid and texts comparable.

    What could not be filled when the source was frozen can be filled in the draft.
    """

    def command(tx: Transaction) -> AgreementVersion:
        source = tx.get(AgreementVersion, version_id)
        copy = tx.update(
            AgreementVersion, add_version(source.agreement_id, name)(tx).id, based_on_id=version_id
        )
        fresh: dict[str, str] = {}
        for node in Outline(row for row in tx.all(Clause) if row.version_id == version_id).nodes:
            part = node.clause
            fresh[part.id] = tx.new_id()
            values = {field: getattr(part, field) for field in Clause.model_fields}
            if source.frozen_on is not None:
                values |= {field: with_fields_again(values[field]) for field in ("heading", "text")}
            parent_id = fresh.get(part.parent_id or "")
            tx.insert(
                Clause.model_validate(
                    {**values, "id": fresh[part.id], "version_id": copy.id, "parent_id": parent_id}
                )
            )
        return copy

    return command


def freeze_version(version_id: str, state: VersionState | None = None) -> Command[AgreementVersion]:
    """Fix a version for good: its placeholders are filled as of today, then its text can never change."""

    def command(tx: Transaction) -> AgreementVersion:
        version = tx.get(AgreementVersion, version_id)
        if version.frozen_on is not None:
            raise RuleViolation("frozen", name=version.name)
        fill_placeholders(tx, version)
        return tx.update(AgreementVersion, version_id, frozen_on=tx.today, state=state or version.state)

    return command


def fill_placeholders(tx: Transaction, version: AgreementVersion) -> None:
    """Write what the placeholders of a version say today into its text; for the moment it is frozen."""
    for part in filled_text(View(tx.snapshot(), tx.today), version):
        tx.update(Clause, part.id, heading=part.heading, text=part.text)


def make_current(version_id: str) -> Command[AgreementVersion]:
    """Make a version the one that counts; the others no longer do."""

    def command(tx: Transaction) -> AgreementVersion:
        version = tx.get(AgreementVersion, version_id)
        for other in _versions(tx, version.agreement_id):
            if other.is_current and other.id != version_id:
                tx.update(AgreementVersion, other.id, is_current=False)
        return tx.update(AgreementVersion, version_id, is_current=True)

    return command


def delete_version(version_id: str) -> Command[None]:
    """Delete a draft with its text and what was said about it; RuleViolation `frozen` for a frozen version.

    What was copied from it then counts as based on what it was based on itself.
    """

    def command(tx: Transaction) -> None:
        version = tx.get(AgreementVersion, version_id)
        if version.frozen_on is not None:
            raise RuleViolation("frozen", name=version.name)
        delete_text(tx, version_id)
        for kind in (Remark, ChangeReason):
            for row in tx.having(kind, "version_id", version_id):
                tx.delete(kind, row.id)
        for later in tx.having(AgreementVersion, "based_on_id", version_id):
            tx.update(AgreementVersion, later.id, based_on_id=version.based_on_id)
        tx.delete(AgreementVersion, version_id)
        others = _versions(tx, version.agreement_id)
        if version.is_current and others:
            tx.update(AgreementVersion, others[-1].id, is_current=True)

    return command


def propose_signatures(agreement_id: str) -> Command[tuple[Signature, ...]]:
    """Places for two signatures per party (§ 71 Abs. 2 HGO): head and first deputy, with their titles.

    A party that already has two keeps them; office holders known today are entered.
    """

    def command(tx: Transaction) -> tuple[Signature, ...]:
        agreement = tx.get(Agreement, agreement_id)
        kept = [row for row in tx.all(Signature) if row.agreement_id == agreement.id]
        last = max((row.order for row in kept), default=None)
        parties = {row.municipality_id for row in tx.all(AgreementParty) if row.agreement_id == agreement.id}
        added = []
        for party in sorted((tx.get(Municipality, id_) for id_ in parties), key=lambda row: row.order):
            own = sum(row.municipality_id == party.id for row in kept)
            for office in (Office.MAYOR, Office.FIRST_DEPUTY)[own:NEEDED]:
                last = between(last, None)
                added.append(tx.insert(_signature(tx, agreement.id, party, office, last)))
        return tuple(added)

    return command


def record_effect(
    agreement_id: str, effective_on: date | None, *, evidence: str = "", reference: str = ""
) -> Command[Agreement]:
    """Attest that an agreement has been effective since a day, or (None) take the attestation back.

    RuleViolation `evidence_needed` without evidence, `future_day` for a day to come.
    """

    def command(tx: Transaction) -> Agreement:
        if effective_on is not None and not evidence.strip():
            raise RuleViolation("evidence_needed")
        if effective_on is not None and effective_on > tx.today:
            raise RuleViolation("future_day")
        return tx.update(
            Agreement,
            agreement_id,
            recorded_effective_on=effective_on,
            recorded_evidence=evidence if effective_on else "",
            recorded_reference=reference if effective_on else "",
        )

    return command


def set_legal_form(task_id: str, form: LegalForm) -> Command[Task]:
    """Set the legal form of a Vertragsaufgabe (§ 24 Abs. 1 KGG); other tasks have none."""

    def command(tx: Transaction) -> Task:
        if not tx.get(Task, task_id).is_contractual and form is not LegalForm.NOT_STATED:
            raise RuleViolation("not_contractual")
        return tx.update(Task, task_id, legal_form=form)

    return command


def _versions(tx: Transaction, agreement_id: str) -> list[AgreementVersion]:
    found = [row for row in tx.all(AgreementVersion) if row.agreement_id == agreement_id]
    return sorted(found, key=lambda row: (row.order, row.id))


def _signature(
    tx: Transaction, agreement_id: str, party: Municipality, office: Office, order: str
) -> Signature:
    holder = _holder(tx, party.id, office)
    person = tx.find(Person, holder.person_id) if holder else None
    address = person.form_of_address if person else FormOfAddress.NEUTRAL
    title = holder.title if holder and holder.title else office_title(party, office, address)
    return Signature(
        id=tx.new_id(),
        agreement_id=agreement_id,
        municipality_id=party.id,
        office_holder_id=holder.id if holder else None,
        order=order,
        title=title,
    )


def _holder(tx: Transaction, municipality_id: str, office: Office) -> OfficeHolder | None:
    for row in tx.all(OfficeHolder):
        begun = row.valid_from is None or row.valid_from <= tx.today
        lasting = row.valid_until is None or row.valid_until >= tx.today
        if (row.municipality_id, row.office) == (municipality_id, office) and begun and lasting:
            return row
    return None
