# ruff: noqa: E501 -- a case stands on one line, to be compared
"""Golden cases: for every finding of the legal check one project that breaks the rule, one that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import AgreementVersion, Clause, Deviation
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.vocabulary import (
    EntryIntoForce,
    LegalForm,
    MunicipalityKind,
    Office,
    Result,
    SupervisorStepKind,
    VersionState,
)
from tests.domain.agreement_rows import (
    AGREEMENT,
    GLA,
    LATER,
    NA,
    USI,
    VERSION,
    changed,
    rows_of,
    station_id,
    step,
    without,
)
from tests.domain.legal_rows import Rows, clause_id, drop, says, sound_rows
from tests.helpers import id_of, lead, task

FILED = id_of(501)
APPROVED = step(2, SupervisorStepKind.APPROVAL, date(2026, 4, 1))
PUBLISHED = step(3, SupervisorStepKind.PUBLICATION, date(2026, 4, 20))
COUNCIL = id_of(203)
PAPER = id_of(253)
MOVED = Deviation(
    id=id_of(950), agreement_id=AGREEMENT, task_id=id_of(1001), agreed_id=USI, since=date(2026, 5, 4)
)


@dataclass(frozen=True)
class Golden:
    """A rule with a finding, the project that breaks it, and one (by default the sound one) that does not."""

    rule: str
    code: str
    breaks: Callable[[], Rows]
    holds: Callable[[], Rows] = sound_rows
    as_of: date = LATER


def delegation(*steps: object) -> Rows:
    """The same as a delegation, with these steps instead of the filing."""
    return [*without(sound_rows(LegalForm.DELEGATION), FILED), *steps]  # type: ignore[list-item]


def gla(**values: object) -> Rows:
    """With another outcome in Glashütten."""
    return changed(sound_rows(), station_id(GLA), **values)


def seats(rows: Rows, **values: object) -> Rows:
    """With other data of the council of Glashütten."""
    return changed(rows, COUNCIL, **values)


def agreed(**values: object) -> Rows:
    """With other data of the agreement."""
    return changed(sound_rows(), AGREEMENT, **values)


def lasting(first: date, last: date) -> Rows:
    """With a term from day to day."""
    return agreed(term_years=None, starts_on=first, ends_on=last)


def coordinated(*dropped: str) -> Rows:
    """Nobody acts for another; some parts of the text are left out."""
    return drop(changed(sound_rows(), id_of(1001), legal_form=LegalForm.COORDINATION), *dropped)


def joined(on: date, *steps: object) -> Rows:
    """Neu-Anspach joined on a day, with resolution and signatures."""
    rows = [*sound_rows(), *rows_of(NA), *steps]  # type: ignore[list-item]
    for party in (111, 113):
        rows = changed(rows, id_of(party), joined_on=date(2026, 1, 1))
    return changed(rows, id_of(112), joined_on=on)


def drafted(rows: Rows, heading: str, *steps: object, frozen_on: date | None = None) -> Rows:
    """With a resolved draft of a change that says something else under a heading."""
    draft = AgreementVersion(
        id=id_of(103),
        agreement_id=AGREEMENT,
        order="c",
        name="Erste Änderung",
        state=VersionState.RESOLVED,
        based_on_id=VERSION,
        frozen_on=frozen_on,
    )
    parts = [row for row in rows if isinstance(row, Clause)]
    texts = {row.id: "Ein anderer Text." if row.heading == heading else row.text for row in parts}
    copied = [
        Clause.model_validate(
            {**row.model_dump(), "id": id_of(6100 + n), "version_id": draft.id, "text": texts[row.id]}
        )
        for n, row in enumerate(parts)
    ]
    return [*rows, draft, *copied, *steps]  # type: ignore[list-item]


def replaced(rows: Rows, heading: str, *steps: object) -> Rows:
    """With a signed text that was replaced by another one after the agreement took effect."""
    rows = drafted(rows, heading, *steps, frozen_on=date(2026, 5, 4))
    rows = changed(rows, VERSION, is_current=False, state=VersionState.SIGNED, frozen_on=date(2026, 3, 1))
    return changed(rows, id_of(103), is_current=True)


def unsigned(rows: Rows) -> Rows:
    """Without the signatures of Glashütten."""
    return without(rows, id_of(431), id_of(432))


def authority(rows: Rows, told: str) -> Rows:
    """With another authority at the filing."""
    return changed(rows, FILED, authority=told)


def regional(rows: Rows) -> Rows:
    """Glashütten in another district of the same region."""
    return changed(rows, GLA, district="Rheingau-Taunus-Kreis")


def ministerial(rows: Rows) -> Rows:
    """Glashütten in another region."""
    return changed(rows, GLA, district="Landkreis Fulda", region="Kassel")


def members_only() -> Rows:
    """Glashütten signed by two mere members."""
    rows = sound_rows()
    for number, id_ in ((1, id_of(431)), (2, id_of(432))):
        holder = OfficeHolder(id=id_of(600 + number), municipality_id=GLA, office=Office.BOARD_MEMBER)
        rows = [*changed(rows, id_, office_holder_id=holder.id), holder]
    return rows


def other_version() -> Rows:
    """Glashütten resolved on another text."""
    other = AgreementVersion(id=id_of(102), agreement_id=AGREEMENT, order="b", name="Andere Fassung")
    return [*gla(version_id=other.id), other]


def formula(text: str) -> Rows:
    """With another Eingangsformel."""
    return changed(sound_rows(), clause_id(0), text=text)


def second_task(**values: object) -> Rows:
    """With a second Vertragsaufgabe that nobody leads."""
    return [*sound_rows(), task(2, "E-Akte", is_contractual=True, **values)]


def named_tasks(text: str, **values: object) -> Rows:
    """The annex in plain words, with a second task."""
    other = task(2, "E-Akte", is_contractual=True, legal_form=LegalForm.MANDATE, **values)
    return says([*sound_rows(), other, lead(other, 3)], "Aufgaben und Federführung", text)


NOTICE = "Laufzeit und Kündigung"
UNLIMITED = {"term_years": None, "is_unlimited": True}
ONLY_ORDINARY = "Die ordentliche Kündigung ist ausgeschlossen, sonst schriftlich."

CASES: tuple[Golden, ...] = (
    Golden("KGG-01", "no_legal_form", lambda: changed(sound_rows(), id_of(1001), legal_form=LegalForm.NOT_STATED)),
    Golden("KGG-01", "no_legal_forms", lambda: changed(second_task(), id_of(1001), legal_form=LegalForm.NOT_STATED)),
    Golden("KGG-02", "task_without_lead", lambda: second_task(legal_form=LegalForm.MANDATE), lambda: second_task(legal_form=LegalForm.COORDINATION)),
    Golden("KGG-03", "parties_missing", lambda: without(sound_rows(), id_of(113))),
    Golden("KGG-03", "party_not_named", lambda: formula("Zwischen der Stadt Usingen, vertreten durch den Magistrat, gilt:"), lambda: formula("Zwischen {field:parties}, vertreten durch Magistrat und Gemeindevorstand, gilt:")),
    Golden("KGG-03", "organ_not_named", lambda: formula("Zwischen {field:parties} gilt:"), lambda: formula("Zwischen Usingen (Magistrat) und Glashütten (Gemeindevorstand) gilt:")),
    Golden("KGG-04", "no_contractual_task", lambda: changed(unsigned(sound_rows()), id_of(1001), is_contractual=False)),
    Golden("KGG-04", "tasks_not_in_text", lambda: drop(sound_rows(), "Aufgaben und Federführung"), lambda: says(sound_rows(), "Aufgaben und Federführung", "Vergabewesen: Usingen")),
    Golden("KGG-04", "tasks_left_out", lambda: named_tasks("Vergabewesen"), lambda: named_tasks("Vergabewesen, E-Akte")),
    Golden("KGG-05", "no_text", lambda: without(unsigned(sound_rows()), *(clause_id(n) for n in range(11))), lambda: unsigned(sound_rows())),
    Golden("KGG-06", "no_notice_clause", lambda: changed(drop(sound_rows(), NOTICE), AGREEMENT, **UNLIMITED), lambda: agreed(**UNLIMITED)),
    Golden("KGG-06", "no_notice_clause", lambda: changed(drop(sound_rows(), NOTICE), AGREEMENT, term_years=11), lambda: changed(drop(sound_rows(), NOTICE), AGREEMENT, term_years=10)),
    Golden("KGG-06", "no_notice_clause", lambda: changed(drop(sound_rows(), NOTICE), AGREEMENT, renewal_years=1), lambda: drop(sound_rows(), NOTICE)),
    Golden("KGG-06", "term_contradicts", lambda: says(sound_rows(), NOTICE, "Sie gilt unbefristet; Kündigung schriftlich."), lambda: changed(says(sound_rows(), NOTICE, "Sie gilt unbefristet; Kündigung schriftlich."), AGREEMENT, **UNLIMITED)),
    Golden("KGG-07", "no_participation", lambda: drop(sound_rows(), "Mitwirkung"), lambda: coordinated("Mitwirkung")),
    Golden("KGG-08", "association_as_party", lambda: changed(sound_rows(), GLA, kind=MunicipalityKind.ASSOCIATION)),
    Golden("KGG-09", "bylaws_not_regulated", lambda: delegation(APPROVED, PUBLISHED), lambda: says(delegation(APPROVED, PUBLISHED), "Aufgaben", "Sie erlässt die Satzung für alle.")),
    Golden("KGG-11", "approval_missing", delegation, lambda: delegation(APPROVED, PUBLISHED)),
    Golden("KGG-11", "approval_pending", lambda: delegation(step(2, SupervisorStepKind.APPROVAL, None)), lambda: delegation(APPROVED)),
    Golden("KGG-12", "publication_missing", lambda: delegation(APPROVED), lambda: delegation(APPROVED, PUBLISHED)),
    Golden("KGG-13", "filing_missing", lambda: without(sound_rows(), FILED)),
    Golden("KGG-14", "begins_before_last_act", lambda: agreed(entry_into_force=EntryIntoForce.FIXED_DATE, entry_on=date(2026, 2, 1)), lambda: agreed(entry_into_force=EntryIntoForce.FIXED_DATE, entry_on=date(2026, 4, 1))),
    Golden("KGG-15", "procedure_mixed", lambda: second_task(legal_form=LegalForm.DELEGATION), lambda: second_task(legal_form=LegalForm.MANDATE)),
    Golden("KGG-16", "change_without_approval", lambda: [*delegation(APPROVED, PUBLISHED), MOVED], lambda: [*delegation(APPROVED, PUBLISHED, step(4, SupervisorStepKind.APPROVAL, date(2026, 5, 20))), MOVED]),
    Golden("KGG-17", "change_without_filing", lambda: [*sound_rows(), MOVED], lambda: [*sound_rows(), MOVED, step(4, SupervisorStepKind.FILING, date(2026, 5, 20))]),
    Golden("KGG-16", "change_without_approval", lambda: replaced(delegation(APPROVED, PUBLISHED), "Aufgaben"), lambda: replaced(delegation(APPROVED, PUBLISHED), "Kosten")),
    Golden("KGG-16", "draft_needs_approval", lambda: drafted(delegation(APPROVED, PUBLISHED), "Aufgaben"), lambda: drafted(delegation(APPROVED, PUBLISHED), "Kosten")),
    Golden("KGG-17", "change_without_filing", lambda: replaced(sound_rows(), "Aufgaben"), lambda: replaced(sound_rows(), "Aufgaben", step(4, SupervisorStepKind.FILING, date(2026, 5, 20)))),
    Golden("KGG-17", "draft_needs_filing", lambda: drafted(sound_rows(), "Aufgaben"), lambda: drafted(sound_rows(), "Aufgaben", step(4, SupervisorStepKind.FILING, date(2026, 5, 20)), frozen_on=date(2026, 5, 4))),
    Golden("KGG-17", "draft_needs_filing", lambda: drafted(delegation(APPROVED, PUBLISHED), "Kosten"), lambda: drafted(delegation(APPROVED, PUBLISHED), "Aufgaben")),
    Golden("KGG-17", "change_without_filing", lambda: joined(date(2026, 5, 1)), lambda: joined(date(2026, 5, 1), step(4, SupervisorStepKind.FILING, date(2026, 5, 1)))),
    Golden("KGG-18", "change_without_writing", lambda: says(sound_rows(), "Schriftform", "Änderungen sind auch mündlich möglich.")),
    Golden("KGG-18", "no_written_form", lambda: says(drop(sound_rows(), "Schriftform"), "Beitritt", "")),
    Golden("KGG-19", "good_cause_excluded", lambda: says(sound_rows(), NOTICE, "Die Kündigung ist während der Laufzeit ausgeschlossen, auch schriftlich."), lambda: says(sound_rows(), NOTICE, ONLY_ORDINARY)),
    Golden("KGG-19", "good_cause_excluded", lambda: says(sound_rows(), NOTICE, "Die außerordentliche Kündigung aus wichtigem Grund ist ausgeschlossen."), lambda: says(sound_rows(), NOTICE, "Kündigungen sind schriftlich ausgeschlossen; das Recht aus wichtigem Grund bleibt unberührt.")),
    Golden("KGG-19", "good_cause_excluded", lambda: says(sound_rows(), NOTICE, "Sie kann vor Ablauf von fünf Jahren nicht gekündigt werden, auch schriftlich."), lambda: says(sound_rows(), NOTICE, "Sie kann nicht ordentlich gekündigt werden, sonst schriftlich.")),
    Golden("KGG-20", "notice_without_approval", lambda: changed(delegation(APPROVED, PUBLISHED), AGREEMENT, terminated_to=date(2027, 12, 31)), lambda: changed(delegation(APPROVED, PUBLISHED, step(4, SupervisorStepKind.APPROVAL, date(2026, 5, 20))), AGREEMENT, terminated_to=date(2027, 12, 31))),
    Golden("KGG-21", "change_not_published", lambda: [*delegation(APPROVED, PUBLISHED, step(4, SupervisorStepKind.APPROVAL, date(2026, 5, 20))), MOVED], lambda: [*delegation(APPROVED, PUBLISHED, step(4, SupervisorStepKind.APPROVAL, date(2026, 5, 20)), step(5, SupervisorStepKind.PUBLICATION, date(2026, 5, 28))), MOVED]),
    Golden("KGG-22", "party_leaves", lambda: changed(sound_rows(), GLA, party_until=date(2026, 12, 31)), lambda: changed(sound_rows(), GLA, party_until=date(2026, 2, 27))),
    Golden("KGG-23", "notice_after_succession", lambda: changed(sound_rows(), GLA, party_until=date(2026, 5, 31)), lambda: changed(sound_rows(), GLA, party_until=date(2026, 12, 31))),
    Golden("KGG-24", "other_authority", lambda: authority(sound_rows(), "Regierungspräsidium Darmstadt"), lambda: authority(sound_rows(), "Landrat")),
    Golden("KGG-24", "other_authority_in_text", lambda: says(sound_rows(), "Anzeige", "Sie wird dem Regierungspräsidium angezeigt.")),
    Golden("KGG-25", "other_authority", lambda: authority(regional(sound_rows()), "Landrat"), lambda: authority(regional(sound_rows()), "Regierungspräsidium Darmstadt")),
    Golden("KGG-25", "other_authority_in_text", lambda: says(regional(sound_rows()), "Anzeige", "Sie wird der Landrätin angezeigt."), lambda: regional(sound_rows())),
    Golden("KGG-25", "authority_moves", lambda: changed(joined(date(2027, 1, 1)), NA, district="Wetteraukreis"), lambda: joined(date(2027, 1, 1))),
    Golden("KGG-26", "other_authority", lambda: authority(ministerial(sound_rows()), "Landrat"), lambda: authority(ministerial(sound_rows()), "Innenministerium")),
    Golden("KGG-26", "other_authority_in_text", lambda: says(ministerial(sound_rows()), "Anzeige", "Sie wird dem Landrat angezeigt."), lambda: ministerial(sound_rows())),
    Golden("KGG-27", "ministry_approval_missing", lambda: unsigned(changed(sound_rows(), GLA, ags="09677000")), lambda: [*unsigned(changed(sound_rows(), GLA, ags="09677000")), APPROVED]),
    Golden("KGG-28", "only_coordination", coordinated),
    Golden("KGG-29", "group_without_tasks", lambda: coordinated("Aufgaben", "Aufgaben und Federführung"), coordinated),
    Golden("KGG-29", "group_without_management", lambda: says(coordinated("Aufgaben und Federführung"), "Aufgaben", "Beratung."), coordinated),
    Golden("KGG-29", "group_without_costs", lambda: coordinated("Kosten"), coordinated),
    Golden("KGG-30", "entry_before_publication", lambda: changed(delegation(APPROVED, PUBLISHED), AGREEMENT, entry_into_force=EntryIntoForce.LAST_SIGNATURE), lambda: changed(delegation(APPROVED, PUBLISHED), AGREEMENT, entry_into_force=EntryIntoForce.DAY_AFTER_PUBLICATION)),
    Golden("KGG-31", "accession_incomplete", lambda: says(sound_rows(), "Beitritt", "Weitere Kommunen können jederzeit beitreten.")),
    Golden("KGG-31", "joined_without_resolution", lambda: without(joined(date(2026, 5, 1)), station_id(NA), id_of(252)), lambda: joined(date(2026, 5, 1))),
    Golden("KGG-32", "consent_waived", lambda: says(sound_rows(), "Beitritt", "Weitere Kommunen treten durch Beschluss und schriftliche Änderung bei; der Beitritt bedarf keiner Zustimmung der übrigen.")),
    Golden("HGO-01", "signatures_missing", lambda: unsigned(sound_rows())),
    Golden("HGO-01", "signature_of_head_missing", members_only),
    Golden("HGO-02", "no_seal_field", lambda: unsigned(sound_rows()), lambda: changed(unsigned(sound_rows()), AGREEMENT, has_seal_field=True)),
    Golden("HGO-03", "running_business", lambda: says(sound_rows(), "Mitwirkung", "Es ist ein Geschäft der laufenden Verwaltung.")),
    Golden("HGO-04", "represented_by_head", lambda: formula("Zwischen {field:parties}, vertreten durch den Bürgermeister, gilt:"), lambda: formula("Zwischen {field:parties}, vertreten durch den Magistrat, gilt:")),
    Golden("HGO-04", "represented_by_head", lambda: formula("Zwischen {field:parties}, vertreten durch die Bürgermeisterin, gilt:"), lambda: formula("Zwischen {field:parties}, vertreten durch den Magistrat, dieser vertreten durch den Bürgermeister, gilt:")),
    Golden("HGO-05", "resolutions_missing", lambda: gla(result=Result.REJECTED)),
    Golden("HGO-05", "conditions_open", lambda: gla(conditions="Kosten gedeckelt", conditions_met=False), lambda: gla(conditions="Kosten gedeckelt", conditions_met=True)),
    Golden("HGO-05", "different_versions", other_version),
    Golden("HGO-06", "result_contradicts_votes", lambda: gla(votes_yes=5, votes_no=5, result=Result.MAJORITY), lambda: gla(votes_yes=6, votes_no=5, abstentions=20, result=Result.MAJORITY)),
    Golden("HGO-07", "no_quorum", lambda: seats(gla(votes_yes=15, votes_no=0, abstentions=0), seats=31), lambda: seats(gla(votes_yes=16, votes_no=0, abstentions=0), seats=31)),
    Golden("HGO-08", "notice_too_short", lambda: seats(sound_rows(), notice_days=2), lambda: seats(sound_rows(), notice_days=3)),
    Golden("HGO-09", "not_on_the_agenda", lambda: changed(sound_rows(), PAPER, dated_on=date(2026, 2, 19)), lambda: changed(sound_rows(), PAPER, dated_on=date(2026, 2, 12))),
    Golden("HGO-09", "not_on_the_agenda", lambda: seats(changed(gla(votes_yes=20, votes_no=0), PAPER, dated_on=date(2026, 2, 19)), seats=31), lambda: seats(changed(gla(votes_yes=21, votes_no=0), PAPER, dated_on=date(2026, 2, 19)), seats=31)),
    Golden("HGO-10", "no_meeting_known", lambda: gla(result=Result.OPEN, held_on=None), lambda: gla(result=Result.OPEN, held_on=date(2026, 9, 1))),
    Golden("HGO-11", "resolution_only_recommended", lambda: gla(result=Result.RECOMMENDED)),
    Golden("HGO-12", "more_votes_than_seats", lambda: seats(gla(votes_yes=32, votes_no=0), seats=31), lambda: seats(gla(votes_yes=31, votes_no=0), seats=31)),
    Golden("HGO-13", "supervisor_data_missing", lambda: changed(sound_rows(), GLA, district="")),
    Golden("HGO-63", "resolution_suspended", lambda: gla(suspended_on=date(2026, 3, 1))),
    Golden("VWV-01", "adaptation_excluded", lambda: says(sound_rows(), "Mitwirkung", "Eine Anpassung wegen geänderter Verhältnisse ist ausgeschlossen.")),
    Golden("VWV-01", "notice_not_in_writing", lambda: says(sound_rows(), NOTICE, "Sie kann mit Frist gekündigt werden.")),
    Golden("VWV-01", "notice_not_in_writing", lambda: says(sound_rows(), NOTICE, "Sie kann mit Frist gekündigt werden."), lambda: says(says(sound_rows(), NOTICE, "Sie kann mit Frist gekündigt werden."), "Schriftform", "Änderung und Kündigung bedürfen der Schriftform.")),
    Golden("DS-01", "no_data_protection", lambda: drop(sound_rows(), "Datenschutz"), lambda: coordinated("Datenschutz")),
    Golden("DS-01", "no_controller", lambda: says(sound_rows(), "Datenschutz", "Auftragsverarbeitung wird vereinbart.")),
    Golden("DS-02", "no_processing_contract", lambda: says(sound_rows(), "Datenschutz", "Verfahrensführende Stelle ist Usingen."), lambda: drop(delegation(APPROVED, PUBLISHED), "Datenschutz")),
    Golden("UST-01", "not_long_term", lambda: agreed(term_years=4), lambda: agreed(term_years=5)),
    Golden("UST-01", "not_long_term", lambda: lasting(date(2028, 1, 1), date(2032, 12, 30)), lambda: lasting(date(2028, 1, 1), date(2032, 12, 31))),
    Golden("UST-02", "release_not_named", lambda: delegation(APPROVED, PUBLISHED), lambda: says(delegation(APPROVED, PUBLISHED), "Aufgaben", "Die Delegation hat befreiende Wirkung.")),
    Golden("UST-02", "tax_not_considered", lambda: says(sound_rows(), "Kosten", "Sachkosten werden erstattet.")),
    Golden("UST-03", "no_tax_clause", lambda: says(sound_rows(), "Kosten", "Sachkosten werden erstattet."), lambda: changed(says(sound_rows(), "Kosten", "Sachkosten werden erstattet."), AGREEMENT, ends_on=date(2026, 12, 31))),
    Golden("VGB-01", "no_common_aim", lambda: says(sound_rows(), "Gegenstand und Ziel", "Die Kommunen arbeiten zusammen.")),
)  # fmt: skip
