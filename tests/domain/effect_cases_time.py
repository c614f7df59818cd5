"""Situations of beginning, end, accession and change."""

from datetime import date

from ozgdesk.domain.vocabulary import EntryIntoForce, Result
from tests.domain.agreement_rows import GLA, SIGNED, USI, VERSION
from tests.domain.effect_facts import (
    APPROVED,
    AT_HOME,
    CHANGED_TEXT,
    ENDED,
    FULL,
    IN_FORCE,
    NOT,
    OVER,
    PUBLISHED,
    REC,
    UNPUBLISHED,
    Situation,
    agreed,
    another,
    approved,
    delegation,
    district,
    joined_facts,
    open_on,
    project,
    published,
    row,
    station,
    version,
)

FIXED, NEXT_MONTH, AFTER_PUBLICATION = (
    EntryIntoForce.FIXED_DATE,
    EntryIntoForce.FIRST_OF_NEXT_MONTH,
    EntryIntoForce.DAY_AFTER_PUBLICATION,
)
CHANGE = joined_facts(
    row(VERSION, is_current=False),
    version(CHANGED_TEXT, "Änderungsfassung", VERSION, "Neu.", is_current=True),
)

ENTRY = {
    "a fixed day to come": Situation(
        project(agreed(entry_into_force=FIXED, entry_on=date(2027, 1, 1))),
        NOT,
        date(2027, 1, 1),
        date(2027, 1, 1),
        told=("entry_fixed_date", "starts_later"),
    ),
    "a fixed day that passed before everything was there": Situation(
        project(agreed(entry_into_force=FIXED, entry_on=date(2026, 1, 1))),
        FULL,
        SIGNED,
        told=("entry_day_passed",),
    ),
    "a fixed day that nobody entered": Situation(
        project(agreed(entry_into_force=FIXED)),
        NOT,
        missing=("entry_date_missing - coordination",),
        against=("entry_date_missing",),
    ),
    "the first of the next month": Situation(
        project(agreed(entry_into_force=NEXT_MONTH)),
        FULL,
        date(2026, 4, 1),
        told=("entry_first_of_next_month",),
    ),
    "the first of the month after publication on a last day": Situation(
        delegation(
            agreed(entry_into_force=NEXT_MONTH), approved(date(2026, 3, 15)), published(date(2026, 3, 31))
        ),
        FULL,
        date(2026, 4, 1),
    ),
    "a mandate that begins after its publication": Situation(
        project(agreed(entry_into_force=AFTER_PUBLICATION)),
        NOT,
        earliest=date(2026, 6, 2),
        missing=UNPUBLISHED,
    ),
    "a stated beginning to come": Situation(
        project(agreed(starts_on=date(2026, 7, 1))),
        NOT,
        date(2026, 7, 1),
        date(2026, 7, 1),
        told=("entry_stated_start",),
        until=date(2031, 6, 30),
    ),
    "the first of the month after a resolution to come": Situation(
        project(agreed(entry_into_force=NEXT_MONTH), open_on(GLA, date(2026, 6, 18))),
        NOT,
        earliest=date(2026, 7, 1),
        missing=("resolution_pending GLA council",),
    ),
}

TERM = {
    "five years run from the beginning": Situation(
        project(), FULL, SIGNED, until=date(2031, 3, 9), untold=("ends_soon",)
    ),
    "it runs out in three weeks": Situation(
        project(agreed(ends_on=date(2026, 6, 22))), FULL, SIGNED, until=date(2026, 6, 22), told=("ends_soon",)
    ),
    "it ran out yesterday": Situation(
        project(agreed(ends_on=date(2026, 5, 31))), OVER, SIGNED, until=date(2026, 5, 31), told=("ended",)
    ),
    "what was rejected never ran out": Situation(
        project(agreed(ends_on=date(2026, 5, 31)), station(GLA, result=Result.REJECTED)),
        NOT,
        until=date(2026, 5, 31),
        missing=("resolution_rejected GLA council",),
        against=("resolution_rejected",),
    ),
    "it would begin after its end": Situation(
        project(agreed(ends_on=date(2026, 6, 20)), open_on(GLA, date(2026, 6, 25))),
        NOT,
        until=date(2026, 6, 20),
        missing=("resolution_pending GLA council",),
        against=("forecast_after_end",),
    ),
    "the term is not known": Situation(
        project(agreed(term_years=None)), FULL, SIGNED, told=("term_unknown",)
    ),
    "it has no end": Situation(
        project(agreed(term_years=None, is_unlimited=True)), FULL, SIGNED, untold=("term_unknown",)
    ),
    "it is prolonged by itself": Situation(
        project(agreed(ends_on=date(2026, 3, 31), renewal_years=2)), FULL, SIGNED, until=date(2028, 3, 31)
    ),
    "notice was given and it still runs": Situation(
        project(agreed(terminated_to=date(2026, 12, 31))),
        FULL,
        SIGNED,
        until=date(2026, 12, 31),
        told=("terminated",),
    ),
    "notice ended it": Situation(
        project(agreed(terminated_to=date(2026, 4, 30))), ENDED, SIGNED, until=date(2026, 4, 30)
    ),
    "notice of a delegation without approval does not end it": Situation(
        delegation(APPROVED, PUBLISHED, agreed(terminated_to=date(2026, 5, 31))),
        FULL,
        IN_FORCE,
        until=date(2031, 4, 20),
        told=("notice_not_approved",),
    ),
    "notice of a delegation with approval ends it": Situation(
        delegation(
            APPROVED,
            PUBLISHED,
            agreed(terminated_to=date(2026, 5, 31)),
            approved(date(2026, 5, 20), number=7),
        ),
        ENDED,
        IN_FORCE,
        until=date(2026, 5, 31),
    ),
    "a recorded effect": Situation(
        project(
            agreed(recorded_effective_on=date(2021, 7, 1), recorded_evidence="Amtsblatt"),
            station(GLA, result=Result.UNKNOWN),
        ),
        REC,
        date(2021, 7, 1),
        until=date(2026, 6, 30),
        told=("recorded", "ends_soon"),
    ),
    "a recorded effect that something contradicts": Situation(
        project(
            agreed(recorded_effective_on=date(2026, 3, 1), recorded_evidence="Amtsblatt"),
            station(GLA, result=Result.REJECTED),
        ),
        REC,
        date(2026, 3, 1),
        until=date(2031, 2, 28),
        told=("recorded", "resolution_rejected"),
    ),
    "a recorded effect of another day than computed": Situation(
        project(agreed(recorded_effective_on=date(2026, 4, 1), recorded_evidence="Amtsblatt")),
        REC,
        date(2026, 4, 1),
        told=("recorded_differs",),
    ),
}

CHANGES = {
    "parties of several Regierungsbezirke": Situation(
        project(AT_HOME, district(GLA, "Landkreis Fulda", "Kassel")),
        FULL,
        SIGNED,
        supervisor="ministry",
    ),
    "an amendment became current, and not all have passed it": Situation(
        project(CHANGE, another(USI, 1, date(2026, 5, 20), Result.MAJORITY, CHANGED_TEXT)),
        FULL,
        SIGNED,
        told=("current_version_not_passed",),
    ),
    "an amendment that all passed leaves the beginning alone": Situation(
        project(
            CHANGE,
            another(USI, 1, date(2026, 5, 20), Result.MAJORITY, CHANGED_TEXT),
            another(GLA, 2, date(2026, 5, 21), Result.MAJORITY, CHANGED_TEXT),
        ),
        FULL,
        SIGNED,
        untold=("current_version_not_passed",),
    ),
    "a later approval and publication leave the beginning alone": Situation(
        delegation(
            APPROVED, PUBLISHED, approved(date(2026, 5, 2), number=7), published(date(2026, 5, 9), number=8)
        ),
        FULL,
        IN_FORCE,
    ),
    "a further paper that is still open leaves the agreement in force": Situation(
        project(another(GLA, 1, None, Result.OPEN, None)), FULL, SIGNED
    ),
}
