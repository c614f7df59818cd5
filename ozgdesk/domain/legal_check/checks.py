"""The register of the checks in their order: contents, then the way through councils and supervisor."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.effect import Effect
from ozgdesk.domain.legal_check import (
    adjacent_law,
    amendment,
    contents,
    councils,
    parties,
    procedure,
    signing,
    term_and_notice,
)
from ozgdesk.domain.legal_check.case import Case
from ozgdesk.domain.legal_check.hits import Hit
from ozgdesk.domain.snapshot import Snapshot

Check = Callable[[Case], Iterator[Hit]]

CHECKS: tuple[Check, ...] = (
    contents.writing,
    parties.parties_named,
    contents.tasks_named,
    contents.legal_forms,
    contents.leads,
    term_and_notice.notice,
    term_and_notice.term_stated_twice,
    term_and_notice.good_cause,
    amendment.written_form,
    contents.working_group,
    councils.resolutions,
    councils.conditions,
    councils.recommendations,
    councils.suspensions,
    councils.stations,
    signing.signatures,
    procedure.approval,
    procedure.publication,
    procedure.filing,
    procedure.other_state,
    procedure.authority,
    procedure.authority_after_accession,
    procedure.master_data,
    procedure.mixed,
    procedure.entry_of_mandate,
    procedure.entry_of_delegation,
    amendment.approval_of_change,
    amendment.filing_of_change,
    amendment.notice_of_delegation,
    amendment.publication_of_change,
    amendment.accessions,
    amendment.accession_clause,
    amendment.consent_waived,
    parties.represented_by_board,
    parties.associations,
    parties.succession,
    signing.running_business,
    signing.seal,
    contents.participation,
    contents.bylaws,
    term_and_notice.adaptation,
    adjacent_law.controller,
    adjacent_law.processor,
    adjacent_law.long_term,
    adjacent_law.tax_of_refunds,
    adjacent_law.tax_clause,
    adjacent_law.procurement,
)


def legal_check(snapshot: Snapshot, effects: Mapping[str, Effect], as_of: date) -> dict[str, tuple[Hit, ...]]:
    """What the rules find on the current version of every agreement, by its id."""
    rows = sorted(snapshot.all(Agreement), key=lambda row: (row.order, row.id))
    return {row.id: check_version(snapshot, row, effects[row.id], as_of) for row in rows}


def check_version(
    snapshot: Snapshot, agreement: Agreement, effect: Effect, as_of: date, version_id: str = ""
) -> tuple[Hit, ...]:
    """What the rules find on one version of an agreement; one that has ended is left alone."""
    case = Case(snapshot, agreement, effect, as_of, version_id)
    return () if case.is_over else tuple(hit for check in CHECKS for hit in check(case))
