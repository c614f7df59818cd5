"""Situations of texts, signatures and the way to supervisor and public."""

from datetime import date

from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.vocabulary import LegalForm, Office, Result
from tests.domain.agreement_rows import GLA, LATER, NA, SCHM, SIGNED, USI, VERSION
from tests.domain.effect_facts import (
    APPROVED,
    CHANGED_TEXT,
    FILED,
    FULL,
    IN_FORCE,
    NOT,
    OPEN,
    PUBLISHED,
    UNPUBLISHED,
    Situation,
    added,
    agreed,
    another,
    approved,
    contractual,
    delegation,
    district,
    first_text,
    gone,
    open_on,
    party,
    project,
    published,
    resolved,
    row,
    station,
    unsigned,
    version,
)
from tests.helpers import id_of

TEXT = (
    "Die Stadtverordnetenversammlung stimmt der Vereinbarung zwischen der Stadt Usingen "
    "und der Gemeinde Glashütten zu."
)
SAME_TEXT = (
    "Die Gemeindevertretung stimmt der Vereinbarung zwischen der Stadt Usingen\n"
    "und der Gemeinde Glashütten zu."
)
OTHER_TEXT = "Die Gemeindevertretung stimmt dem Entwurf der Vereinbarung zu."
MEMBER = OfficeHolder(id=id_of(601), municipality_id=GLA, office=Office.BOARD_MEMBER)

PROCEDURES = {
    "a mandate with everything there": Situation(
        project(), FULL, SIGNED, told=("procedure_filing", "filed", "effective_with_last_act")
    ),
    "a mandate that is signed but not filed": Situation(
        project(gone(FILED)), FULL, SIGNED, told=("filing_missing",)
    ),
    "a delegation that is approved and published": Situation(
        delegation(APPROVED, PUBLISHED), FULL, IN_FORCE, told=("effective_after_publication", "approved")
    ),
    "a delegation that nobody submitted": Situation(
        delegation(),
        NOT,
        earliest=date(2026, 7, 28),
        missing=("approval_missing - coordination", *UNPUBLISHED),
    ),
    "a delegation that lies with the supervisor": Situation(
        delegation(approved(None, submitted_on=date(2026, 5, 15))),
        NOT,
        earliest=date(2026, 7, 11),
        missing=("approval_pending - supervisor", *UNPUBLISHED),
    ),
    "approved but not published": Situation(
        delegation(approved(date(2026, 5, 20))), NOT, earliest=date(2026, 6, 4), missing=UNPUBLISHED
    ),
    "published in three of four": Situation(
        delegation(
            party(NA),
            party(SCHM),
            APPROVED,
            *(published(date(2026, 4, 20), town, number) for number, town in enumerate((USI, NA, GLA), 3)),
        ),
        NOT,
        earliest=date(2026, 6, 2),
        missing=("publication_missing SCHM administration",),
    ),
    "published in each municipality on another day": Situation(
        delegation(APPROVED, published(date(2026, 4, 20), USI), published(date(2026, 4, 25), GLA, 4)),
        FULL,
        date(2026, 4, 26),
    ),
    "published before it was approved": Situation(
        delegation(APPROVED, published(date(2026, 3, 25))),
        NOT,
        earliest=date(2026, 6, 2),
        missing=("published_too_early USI administration", "published_too_early GLA administration"),
    ),
    "delegation and mandate mixed take the stricter procedure": Situation(
        project(contractual(2, LegalForm.DELEGATION), APPROVED, PUBLISHED),
        FULL,
        IN_FORCE,
        told=("procedure_mixed",),
    ),
    "only coordination needs no supervisor": Situation(
        project(gone(FILED), form=LegalForm.COORDINATION),
        FULL,
        SIGNED,
        told=("procedure_none",),
        untold=("filing_missing",),
    ),
    "the legal form is not stated": Situation(
        project(form=LegalForm.NOT_STATED),
        OPEN,
        missing=("legal_form_not_stated - coordination",),
        against=("legal_form_not_stated",),
    ),
    "no task of the agreement is kept": Situation(
        project(row(id_of(1001), is_contractual=False)),
        OPEN,
        missing=("no_contractual_task - coordination",),
        against=("no_contractual_task",),
    ),
    "a partner of another state needs the ministry": Situation(
        project(district(GLA, "Landkreis Mainz-Bingen", "", ags="07339001")),
        NOT,
        earliest=date(2026, 7, 13),
        missing=("approval_missing - coordination",),
        supervisor="ministry",
    ),
    "only one party": Situation(
        project(gone(id_of(113))),
        NOT,
        missing=("parties_missing - coordination",),
        against=("parties_missing",),
    ),
}

TEXTS = {
    "different versions lay before the councils": Situation(
        project(
            version(CHANGED_TEXT, "Andere Fassung", text="Anders."), station(GLA, version_id=CHANGED_TEXT)
        ),
        NOT,
        missing=("different_versions GLA council",),
        against=("different_versions",),
    ),
    "two versions that read the same": Situation(
        project(
            first_text("Gleich."),
            version(CHANGED_TEXT, "Reinschrift", text="Gleich."),
            station(GLA, version_id=CHANGED_TEXT),
        ),
        FULL,
        SIGNED,
    ),
    "changed, and the changed text is not kept": Situation(
        project(station(GLA, result=Result.CHANGED)),
        NOT,
        missing=("resolution_changed GLA council",),
        against=("resolution_changed",),
    ),
    "changed, the others passed the old text": Situation(
        project(station(GLA, result=Result.CHANGED), version(CHANGED_TEXT, "Geändert", VERSION, "Neu.")),
        NOT,
        missing=("different_versions USI council",),
        against=("different_versions",),
    ),
    "changed, and the other decides again": Situation(
        project(
            station(GLA, result=Result.CHANGED),
            version(CHANGED_TEXT, "Geändert", VERSION, "Neu."),
            another(USI, 1, date(2026, 6, 18), Result.OPEN, CHANGED_TEXT),
        ),
        NOT,
        earliest=date(2026, 6, 18),
        missing=("resolution_pending USI council",),
    ),
    "changed, and the other passed the change": Situation(
        project(
            station(GLA, result=Result.CHANGED),
            version(CHANGED_TEXT, "Geändert", VERSION, "Neu."),
            another(USI, 1, date(2026, 4, 2), Result.MAJORITY, CHANGED_TEXT),
        ),
        FULL,
        date(2026, 4, 2),
    ),
    "a condition is open": Situation(
        project(station(GLA, conditions="Bericht an den Ausschuss", conditions_met=False)),
        NOT,
        missing=("condition_open GLA council",),
        against=("condition_open",),
    ),
    "a condition is open while a council has still to decide": Situation(
        project(
            station(USI, conditions="Bericht an den Ausschuss", conditions_met=False),
            open_on(GLA, date(2026, 6, 18)),
        ),
        NOT,
        earliest=date(2026, 6, 18),
        missing=("condition_open USI council", "resolution_pending GLA council"),
    ),
    "the form of a further task is not stated beside a delegation": Situation(
        delegation(contractual(2, LegalForm.NOT_STATED), approved(date(2026, 5, 20))),
        NOT,
        earliest=date(2026, 6, 4),
        missing=("legal_form_not_stated - coordination", *UNPUBLISHED),
    ),
    "a condition is met": Situation(
        project(station(GLA, conditions="Bericht an den Ausschuss", conditions_met=True)),
        FULL,
        SIGNED,
        told=("condition_met",),
    ),
    "nobody checked a condition": Situation(
        project(station(GLA, conditions="Bericht an den Ausschuss")),
        OPEN,
        missing=("condition_unchecked GLA council",),
        against=("condition_unchecked",),
    ),
    "equal wording is asked for and passed": Situation(
        project(station(USI, needs_equal_wording=True), resolved(USI, TEXT), resolved(GLA, SAME_TEXT)),
        FULL,
        SIGNED,
        told=("equal_wording_met",),
        untold=("different_wording",),
    ),
    "equal wording is asked for and other words are passed": Situation(
        project(station(USI, needs_equal_wording=True), resolved(USI, TEXT), resolved(GLA, OTHER_TEXT)),
        NOT,
        missing=("equal_wording_differs GLA council",),
        untold=("different_wording",),
        against=("equal_wording_differs",),
    ),
    "equal wording is asked for and one council has still to decide": Situation(
        project(station(USI, needs_equal_wording=True), resolved(USI, TEXT), open_on(GLA, date(2026, 6, 18))),
        NOT,
        earliest=date(2026, 6, 18),
        missing=("resolution_pending GLA council", "equal_wording_waits USI council"),
    ),
    "equal wording is asked for and the words are not kept": Situation(
        project(station(USI, needs_equal_wording=True), resolved(USI, TEXT)),
        OPEN,
        missing=("equal_wording_unknown GLA council",),
        against=("equal_wording_unknown",),
    ),
    "other words without such a condition": Situation(
        project(resolved(USI, TEXT), resolved(GLA, OTHER_TEXT)), FULL, SIGNED, told=("different_wording",)
    ),
}

SIGNATURES = {
    "one of two signatures": Situation(
        project(gone(id_of(432))),
        NOT,
        earliest=LATER,
        missing=("signature_missing GLA signatories",),
    ),
    "two mere members signed": Situation(
        project(
            added(MEMBER),
            row(id_of(431), office_holder_id=MEMBER.id),
            row(id_of(432), office_holder_id=MEMBER.id),
        ),
        NOT,
        earliest=LATER,
        missing=("signature_of_head_missing GLA signatories",),
    ),
    "the time of signing was entered": Situation(
        project(open_on(GLA, date(2026, 6, 18)), unsigned(GLA), agreed(signing_days=3)),
        NOT,
        earliest=date(2026, 6, 21),
        missing=("resolution_pending GLA council", "signatures_missing GLA signatories"),
    ),
}
