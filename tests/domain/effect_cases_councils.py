"""Situations of the councils: who has resolved, who has not, and when the next meeting can."""

from datetime import date

from ozgdesk.domain.councils import Committee
from ozgdesk.domain.vocabulary import CommitteeKind, Result, SuspensionKind
from tests.domain.agreement_rows import GLA, SIGNED, USI, station_id
from tests.domain.effect_facts import (
    FULL,
    NOT,
    OPEN,
    Situation,
    added,
    again,
    another,
    before_council,
    committee_id,
    council_id,
    gone,
    meets,
    open_on,
    paper_id,
    project,
    row,
    station,
    unsigned,
)
from tests.helpers import id_of

BOARD = Committee(
    id=id_of(223), municipality_id=GLA, name="Vorstand", kind=CommitteeKind.ADMINISTRATION, order="c"
)
SUCCESSOR = Committee(
    id=id_of(233),
    municipality_id=GLA,
    name="Gemeindevertretung XX.",
    kind=CommitteeKind.COUNCIL,
    order="d",
    predecessor_id=council_id(GLA),
)

RESOLUTIONS = {
    "one council has no paper yet": Situation(
        project(gone(paper_id(GLA), station_id(GLA)), unsigned(GLA)),
        NOT,
        missing=("no_paper GLA council", "signatures_missing GLA signatories"),
        against=("no_paper",),
    ),
    "one council signed and has no paper on record": Situation(
        project(gone(paper_id(GLA), station_id(GLA))),
        OPEN,
        missing=("no_paper GLA council",),
        against=("no_paper",),
    ),
    "one council decides on a day to come": Situation(
        project(open_on(GLA, date(2026, 6, 18)), unsigned(GLA)),
        NOT,
        earliest=date(2026, 7, 2),
        missing=("resolution_pending GLA council", "signatures_missing GLA signatories"),
    ),
    "one council has no day, and its next meeting is entered": Situation(
        project(open_on(GLA, None), meets(GLA, date(2026, 6, 25), date(2026, 9, 3))),
        NOT,
        earliest=date(2026, 6, 25),
        missing=("resolution_unscheduled GLA council",),
    ),
    "the next meeting is too close for the Vorlagenschluss": Situation(
        project(
            open_on(GLA, None),
            row(council_id(GLA), closing_days=14),
            meets(GLA, date(2026, 6, 10), date(2026, 6, 25)),
        ),
        NOT,
        earliest=date(2026, 6, 25),
        missing=("resolution_unscheduled GLA council",),
    ),
    "no meeting is entered any more": Situation(
        project(open_on(GLA, None), meets(GLA, date(2026, 5, 7))),
        NOT,
        missing=("resolution_unscheduled GLA council",),
        against=("forecast_no_meeting",),
    ),
    "no meeting was ever entered": Situation(
        project(open_on(GLA, None)),
        NOT,
        missing=("resolution_unscheduled GLA council",),
        against=("forecast_no_meeting_at_all",),
    ),
    "a committee comes first": Situation(
        project(
            before_council(GLA, None),
            open_on(GLA, None),
            meets(GLA, date(2026, 6, 18), date(2026, 7, 16)),
            meets(GLA, date(2026, 6, 30), number=9, committee=committee_id(GLA)),
        ),
        NOT,
        earliest=date(2026, 7, 16),
        missing=("resolution_unscheduled GLA council",),
    ),
    "the council of the new term goes on": Situation(
        project(
            open_on(GLA, None),
            added(SUCCESSOR),
            meets(GLA, date(2026, 6, 24), committee=SUCCESSOR.id),
        ),
        NOT,
        earliest=date(2026, 6, 24),
        missing=("resolution_unscheduled GLA council",),
    ),
    "the meeting was cancelled": Situation(
        project(
            open_on(GLA, None),
            meets(GLA, date(2026, 6, 18), date(2026, 7, 9)),
            row(id_of(761), is_cancelled=True),
            station(GLA, meeting_id=id_of(761)),
        ),
        NOT,
        earliest=date(2026, 7, 9),
        missing=("meeting_cancelled GLA council",),
    ),
    "two councils tie": Situation(
        project(
            station(USI, result=Result.OPEN, votes_yes=18, votes_no=18),
            station(GLA, result=Result.OPEN, votes_yes=7, votes_no=7, abstentions=3),
        ),
        NOT,
        missing=("resolution_rejected USI council", "resolution_rejected GLA council"),
        against=("resolution_rejected", "resolution_rejected"),
    ),
    "a council in which all abstain": Situation(
        project(station(GLA, result=Result.OPEN, votes_yes=0, votes_no=0, abstentions=30)),
        NOT,
        missing=("resolution_rejected GLA council",),
        against=("resolution_rejected",),
    ),
    "a paper that was withdrawn and is brought in again": Situation(
        project(
            station(GLA, result=Result.WITHDRAWN),
            another(GLA, 1, None, Result.OPEN),
            meets(GLA, date(2026, 6, 25)),
        ),
        NOT,
        earliest=date(2026, 6, 25),
        missing=("resolution_unscheduled GLA council",),
    ),
    "a paper that was withdrawn and passed when it came again": Situation(
        project(station(GLA, result=Result.WITHDRAWN), another(GLA, 1, date(2026, 4, 20), Result.MAJORITY)),
        FULL,
        date(2026, 4, 20),
    ),
    "a tie is a rejection": Situation(
        project(station(GLA, result=Result.OPEN, votes_yes=15, votes_no=15)),
        NOT,
        missing=("resolution_rejected GLA council",),
        against=("resolution_rejected",),
    ),
    "abstentions do not count": Situation(
        project(station(GLA, result=Result.OPEN, votes_yes=12, votes_no=8, abstentions=11)), FULL, SIGNED
    ),
    "the result contradicts the votes": Situation(
        project(station(GLA, result=Result.MAJORITY, votes_yes=15, votes_no=15)),
        OPEN,
        missing=("result_contradicts_votes GLA council",),
        against=("result_contradicts_votes",),
    ),
    "postponed, the body meets again": Situation(
        project(station(GLA, result=Result.POSTPONED), meets(GLA, date(2026, 6, 25))),
        NOT,
        earliest=date(2026, 6, 25),
        missing=("resolution_postponed GLA council",),
    ),
    "referred to a committee, then back": Situation(
        project(
            station(GLA, result=Result.REFERRED),
            before_council(GLA, None),
            row(id_of(343), order="t"),
            again(GLA, None),
            meets(GLA, date(2026, 6, 4), date(2026, 7, 2)),
            meets(GLA, date(2026, 6, 16), number=9, committee=committee_id(GLA)),
        ),
        NOT,
        earliest=date(2026, 7, 2),
        missing=("resolution_unscheduled GLA council",),
    ),
    "removed from the agenda, nothing planned": Situation(
        project(station(GLA, result=Result.REMOVED), meets(GLA, date(2026, 2, 20))),
        NOT,
        missing=("resolution_postponed GLA council",),
        against=("forecast_no_meeting",),
    ),
    "withdrawn": Situation(
        project(station(GLA, result=Result.WITHDRAWN)),
        NOT,
        missing=("resolution_withdrawn GLA council",),
        against=("resolution_withdrawn",),
    ),
    "settled without a resolution": Situation(
        project(open_on(GLA, None), row(paper_id(GLA), closed_on=date(2026, 4, 1)), unsigned(GLA)),
        NOT,
        missing=("paper_closed GLA council", "signatures_missing GLA signatories"),
        against=("paper_closed",),
    ),
    "rejected": Situation(
        project(station(GLA, result=Result.REJECTED)),
        NOT,
        missing=("resolution_rejected GLA council",),
        against=("resolution_rejected",),
    ),
    "rejected, then passed with another paper": Situation(
        project(station(GLA, result=Result.REJECTED), another(GLA, 1, date(2026, 4, 1))),
        FULL,
        date(2026, 4, 1),
    ),
    "passed, then rejected before the others had passed": Situation(
        project(
            station(USI, held_on=date(2026, 3, 5)),
            another(GLA, 1, date(2026, 3, 1), Result.REJECTED),
        ),
        NOT,
        missing=("resolution_rejected GLA council",),
        against=("resolution_rejected",),
    ),
    "a committee only recommended": Situation(
        project(station(GLA, result=Result.RECOMMENDED)),
        NOT,
        missing=("resolution_only_recommended GLA council",),
        against=("resolution_only_recommended",),
    ),
    "a council only took note": Situation(
        project(station(GLA, result=Result.NOTED)),
        NOT,
        missing=("resolution_only_noted GLA council",),
        against=("resolution_only_noted",),
    ),
    "the board decided": Situation(
        project(added(BOARD), station(GLA, committee_id=BOARD.id)),
        FULL,
        SIGNED,
        told=("resolution_delegated",),
    ),
    "no result was entered": Situation(
        project(station(GLA, result=Result.OPEN)),
        OPEN,
        missing=("result_not_entered GLA council",),
        against=("result_not_entered",),
    ),
    "no source gives the result": Situation(
        project(station(GLA, result=Result.UNKNOWN)),
        OPEN,
        missing=("resolution_unknown GLA council",),
        against=("resolution_unknown",),
    ),
    "suspended by an objection, the body meets again": Situation(
        project(
            station(
                GLA,
                suspended_on=date(2026, 2, 27),
                suspended_kind=SuspensionKind.OBJECTION,
            ),
            meets(GLA, date(2026, 6, 25)),
        ),
        NOT,
        earliest=date(2026, 6, 25),
        missing=("resolution_suspended GLA council",),
    ),
    "suspended by a complaint, no meeting entered": Situation(
        project(station(GLA, suspended_on=date(2026, 2, 27), suspended_kind=SuspensionKind.COMPLAINT)),
        NOT,
        missing=("resolution_suspended GLA council",),
        against=("forecast_no_meeting_at_all",),
    ),
    "suspended, then passed again": Situation(
        project(station(GLA, suspended_on=date(2026, 2, 27)), again(GLA, date(2026, 4, 1), Result.MAJORITY)),
        FULL,
        date(2026, 4, 1),
    ),
    "suspended, then rejected": Situation(
        project(station(GLA, suspended_on=date(2026, 2, 27)), again(GLA, date(2026, 4, 1), Result.REJECTED)),
        NOT,
        missing=("resolution_rejected GLA council",),
        against=("resolution_rejected",),
    ),
    "suspended after the day of evaluation": Situation(
        project(station(GLA, suspended_on=date(2026, 6, 2))), FULL, SIGNED
    ),
}
