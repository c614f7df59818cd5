"""Situations of an accession: what who joins, those before it and the supervisor must do."""

from datetime import date

from ozgdesk.domain.agreements import AccessionCondition, Clause
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, CommitteeKind, Result, SupervisorStepKind
from tests.domain.agreement_rows import AGREEMENT, GLA, NA, SCHM, SIGNED, USI, VERSION, station_id, step
from tests.domain.effect_facts import (
    APPROVED,
    AT_HOME,
    FILED,
    FULL,
    IN_FORCE,
    PUBLISHED,
    REC,
    Fact,
    Situation,
    added,
    agreed,
    another,
    approved,
    bare_party,
    delegation,
    district,
    gone,
    joined_facts,
    party,
    project,
    row,
)
from tests.helpers import id_of

BOTH_AGREED = joined_facts(another(USI, 1, date(2026, 4, 16)), another(GLA, 2, date(2026, 4, 23)))
NO_CONSENT = ("consent_missing USI council", "consent_missing GLA council")
JOINED = party(NA, joined_on=date(2026, 5, 1))
REFILED = added(step(7, SupervisorStepKind.FILING, date(2026, 4, 30)))
BOARD = id_of(221)


def authorised(town: str, *, is_met: bool) -> Fact:
    """The council left the consent to its board under one condition."""
    return added(
        AccessionCondition(
            id=id_of(901),
            agreement_id=AGREEMENT,
            municipality_id=town,
            joining_id=NA,
            order="a",
            text="mehr Synergie",
            is_met=is_met,
        )
    )


def board_agreed(town: str) -> Fact:
    """The board decided on the accession instead of the council."""
    board = Committee(
        id=BOARD, municipality_id=town, name="Magistrat", kind=CommitteeKind.ADMINISTRATION, order="a"
    )
    return joined_facts(
        added(board), another(town, 1, date(2026, 4, 14)), row(id_of(371), committee_id=BOARD)
    )


def opened(text: str) -> Fact:
    """The agreement has a part about the accession of others."""
    clause = Clause(
        id=id_of(8200),
        version_id=VERSION,
        stem=id_of(8201),
        order="z",
        kind=ClauseKind.CLAUSE,
        heading="Beitritt weiterer Kommunen",
        topic=ClauseTopic.ACCESSION,
        text=text,
    )
    return joined_facts(row(VERSION, is_current=True), added(clause))


ACCESSIONS = {
    "an accession to come": Situation(
        project(party(NA, joined_on=date(2026, 9, 1))),
        FULL,
        SIGNED,
        told=("joins_later", "consents_to_come"),
    ),
    "an accession whose day passed without a resolution": Situation(
        project(bare_party(NA, date(2026, 5, 1))),
        FULL,
        SIGNED,
        missing=("no_paper NA council", "signatures_missing NA signatories", *NO_CONSENT),
        told=("accession_incomplete",),
    ),
    "an accession that is complete": Situation(
        project(
            party(NA, joined_on=date(2026, 5, 1)),
            BOTH_AGREED,
            added(step(7, SupervisorStepKind.FILING, date(2026, 4, 2))),
        ),
        FULL,
        SIGNED,
        untold=("accession_incomplete", "accession_not_filed"),
    ),
    "an accession to a mandate that was not filed": Situation(
        project(party(NA, joined_on=date(2026, 5, 1)), BOTH_AGREED, gone(FILED)),
        FULL,
        SIGNED,
        told=("accession_not_filed",),
        untold=("accession_incomplete",),
    ),
    "an accession to a delegation that is not approved": Situation(
        delegation(
            APPROVED,
            PUBLISHED,
            party(NA, joined_on=date(2026, 5, 1)),
            row(station_id(NA), held_on=date(2026, 4, 28)),
            BOTH_AGREED,
        ),
        FULL,
        IN_FORCE,
        missing=("accession_not_approved NA coordination",),
        told=("accession_incomplete",),
    ),
    "an accession to a delegation that is approved and not published": Situation(
        delegation(
            APPROVED,
            PUBLISHED,
            party(NA, joined_on=date(2026, 5, 1)),
            row(station_id(NA), held_on=date(2026, 4, 28)),
            BOTH_AGREED,
            approved(date(2026, 5, 12), number=7),
        ),
        FULL,
        IN_FORCE,
        missing=("accession_not_published NA coordination",),
    ),
    "an accession does not move what was recorded": Situation(
        project(
            agreed(recorded_effective_on=date(2022, 1, 1), recorded_evidence="Amtsblatt"),
            bare_party(NA, date(2026, 5, 1)),
        ),
        REC,
        date(2022, 1, 1),
        missing=("no_paper NA council", "signatures_missing NA signatories", *NO_CONSENT),
    ),
    "a partner of another Kreis joins, and the supervisor moves": Situation(
        project(AT_HOME, party(NA, joined_on=date(2026, 9, 1)), district(NA, "Wetteraukreis")),
        FULL,
        SIGNED,
        told=("supervisor_moves",),
        supervisor="district_administrator",
    ),
    "a partner of another Kreis has joined": Situation(
        project(AT_HOME, party(NA, joined_on=date(2026, 5, 1)), BOTH_AGREED, district(NA, "Wetteraukreis")),
        FULL,
        SIGNED,
        told=("supervisor_moves",),
        supervisor="regional_council",
    ),
    "an accession that one of those before has not voted on": Situation(
        project(JOINED, REFILED, another(USI, 1, date(2026, 4, 16))),
        FULL,
        SIGNED,
        missing=("consent_missing GLA council",),
        told=("consent_given", "accession_incomplete"),
    ),
    "an accession that one of those before is still to vote on": Situation(
        project(
            JOINED,
            REFILED,
            another(USI, 1, date(2026, 4, 16)),
            another(GLA, 2, date(2026, 6, 18), Result.OPEN),
        ),
        FULL,
        SIGNED,
        missing=("consent_open GLA council",),
    ),
    "an accession that one of those before refused by a tie": Situation(
        project(
            JOINED,
            REFILED,
            another(USI, 1, date(2026, 4, 16)),
            another(GLA, 2, date(2026, 4, 23), Result.OPEN, votes_yes=15, votes_no=15),
        ),
        FULL,
        SIGNED,
        missing=("consent_refused GLA council",),
    ),
    "a consent that is suspended": Situation(
        project(JOINED, REFILED, BOTH_AGREED, row(id_of(372), suspended_on=date(2026, 4, 30))),
        FULL,
        SIGNED,
        missing=("consent_suspended GLA council",),
    ),
    "a vote on the accession whose result nobody entered": Situation(
        project(
            JOINED,
            REFILED,
            another(USI, 1, date(2026, 4, 16)),
            another(GLA, 2, date(2026, 4, 23), Result.OPEN),
        ),
        FULL,
        SIGNED,
        missing=("consent_unknown GLA council",),
    ),
    "an older paper that failed is no refusal of the accession": Situation(
        project(JOINED, REFILED, BOTH_AGREED, another(GLA, 3, date(2026, 1, 15), Result.REJECTED)),
        FULL,
        SIGNED,
        untold=("consent_refused",),
    ),
    "a board that was authorised and has not decided": Situation(
        project(JOINED, REFILED, authorised(USI, is_met=True), another(GLA, 2, date(2026, 4, 23))),
        FULL,
        SIGNED,
        missing=("consent_missing USI administration",),
    ),
    "a board that decided although its condition is open": Situation(
        project(
            JOINED,
            REFILED,
            authorised(USI, is_met=False),
            board_agreed(USI),
            another(GLA, 2, date(2026, 4, 23)),
        ),
        FULL,
        SIGNED,
        missing=("consent_condition_open USI administration",),
    ),
    "a board that decided under its condition": Situation(
        project(
            JOINED,
            REFILED,
            authorised(USI, is_met=True),
            board_agreed(USI),
            another(GLA, 2, date(2026, 4, 23)),
        ),
        FULL,
        SIGNED,
        untold=("accession_incomplete", "resolution_delegated"),
    ),
    "a board that decided without being authorised": Situation(
        project(JOINED, REFILED, board_agreed(USI), another(GLA, 2, date(2026, 4, 23))),
        FULL,
        SIGNED,
        told=("resolution_delegated",),
    ),
    "an opening clause that asks for no consent": Situation(
        project(JOINED, REFILED, opened("Der Beitritt bedarf keiner Zustimmung der bisherigen Kommunen.")),
        FULL,
        SIGNED,
        told=("consent_waived",),
        untold=("accession_incomplete",),
    ),
    "an opening clause that asks for consent": Situation(
        project(
            JOINED, REFILED, opened("Ohne Zustimmung der bisherigen Kommunen ist ein Beitritt nicht möglich.")
        ),
        FULL,
        SIGNED,
        missing=NO_CONSENT,
    ),
    "an accession to come to which all agreed": Situation(
        project(party(NA, joined_on=date(2026, 9, 1)), BOTH_AGREED),
        FULL,
        SIGNED,
        told=("joins_later",),
        untold=("consents_to_come",),
    ),
    "a second accession needs the consent of the first that joined": Situation(
        project(JOINED, REFILED, BOTH_AGREED, party(SCHM, joined_on=date(2026, 5, 15))),
        FULL,
        SIGNED,
        missing=("consent_missing NA council",),
    ),
    "a partner of another Land joined without the ministry": Situation(
        project(AT_HOME, JOINED, REFILED, BOTH_AGREED, row(NA, ags="07141500")),
        FULL,
        SIGNED,
        missing=("accession_not_approved_by_ministry NA coordination",),
        told=("supervisor_moves",),
        supervisor="ministry",
    ),
    "a partner of another Land joined with the approval of the ministry": Situation(
        project(
            AT_HOME,
            JOINED,
            REFILED,
            BOTH_AGREED,
            row(NA, ags="07141500"),
            approved(date(2026, 4, 29), number=8),
        ),
        FULL,
        SIGNED,
        untold=("accession_incomplete",),
        supervisor="ministry",
    ),
}
