"""Signing an agreement on paper: who signed when and where, and where its originals lie."""

from collections.abc import Iterable
from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementCopy, AgreementParty, Signature
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.order import between
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction


def sign_on(signature_ids: Iterable[str], day: date | None) -> Command[None]:
    """Enter the day on several places for signatures, or (None) take it back; `future_day` for one to come.

    Where somebody signed stays as it is entered.
    """
    ids = tuple(signature_ids)

    def command(tx: Transaction) -> None:
        if day is not None and day > tx.today:
            raise RuleViolation("future_day", at="signed_on")
        for id_ in ids:
            tx.update(Signature, id_, signed_on=day)

    return command


def sign_at(signature_ids: Iterable[str], place: str) -> Command[None]:
    """Enter where several signatures were given."""
    ids = tuple(signature_ids)

    def command(tx: Transaction) -> None:
        for id_ in ids:
            tx.update(Signature, id_, place=place.strip())

    return command


def propose_copies(agreement_id: str) -> Command[tuple[AgreementCopy, ...]]:
    """One original for each party that has none; as many as the agreement states, where it does.

    What it states beyond its parties belongs to nobody yet; where it states fewer, the coordinating
    municipality has the first one. Originals that are there stay.
    """

    def command(tx: Transaction) -> tuple[AgreementCopy, ...]:
        agreement = tx.get(Agreement, agreement_id)
        kept = tx.having(AgreementCopy, "agreement_id", agreement_id)
        owners = {row.municipality_id for row in kept}
        lacking: list[str | None] = [id_ for id_ in _parties(tx, agreement_id) if id_ not in owners]
        if agreement.copies_count is not None:
            missing = max(agreement.copies_count - len(kept), 0)
            lacking = [*lacking, *[None] * missing][:missing]
        last = max((row.order for row in kept), default=None)
        made = []
        for municipality_id in lacking:
            last = between(last, None)
            values = {"id": tx.new_id(), "agreement_id": agreement_id, "order": last}
            made.append(tx.insert(AgreementCopy(**values, municipality_id=municipality_id)))
        return tuple(made)

    return command


def keep_at(copy_ids: Iterable[str], location: str) -> Command[None]:
    """Enter where several originals lie."""
    ids = tuple(copy_ids)

    def command(tx: Transaction) -> None:
        for id_ in ids:
            tx.update(AgreementCopy, id_, location=location.strip())

    return command


def set_copies_count(agreement_id: str, count: int | None) -> Command[Agreement]:
    """How many originals are made, None: one for each party."""

    def command(tx: Transaction) -> Agreement:
        return tx.update(Agreement, agreement_id, copies_count=count)

    return command


def offer_seal_field(agreement_id: str, is_offered: bool) -> Command[Agreement]:
    """Print a field for the seal beside the signatures, or none."""

    def command(tx: Transaction) -> Agreement:
        return tx.update(Agreement, agreement_id, has_seal_field=is_offered)

    return command


def _parties(tx: Transaction, agreement_id: str) -> list[str]:
    bound = tx.having(AgreementParty, "agreement_id", agreement_id)
    rows = [tx.get(Municipality, row.municipality_id) for row in bound]
    rows.sort(key=lambda row: (not row.is_coordinating, row.order, row.id))
    return [row.id for row in rows]
