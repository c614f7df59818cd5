"""Taking over papers of a council information system: what would change (`plan_papers`), and doing it.

Only what was chosen is compared, and with it the committees and meetings it goes through. What was edited
here is told from what was edited there by the journal, as for plans (`imports`); what the file does not say
stays as it is here, and nothing is ever removed.
"""

from collections.abc import Iterator
from datetime import date

from ozgdesk.commands.former_imports import Former, former_imports
from ozgdesk.commands.imports import BEFORE_IMPORT, apply
from ozgdesk.commands.paper_bodies import plan_committees, plan_meetings
from ozgdesk.commands.paper_comparison import PaperComparison
from ozgdesk.commands.paper_stations import plan_paper
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.councils import CouncilPaper, Meeting
from ozgdesk.domain.incoming_papers import IncomingPaper, IncomingPapers, PaperChoice, called
from ozgdesk.domain.oparl_ids import row_id
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.texts import steps

_KINDS = {"odd_meeting_day": "meeting", "missing_stations": "council_paper"}
"""Leftovers that belong to something else than the whole file."""


def plan_papers(
    snapshot: Snapshot,
    incoming: IncomingPapers,
    choice: PaperChoice,
    *,
    today: date,
    former: Former | None = None,
) -> ChangeSet:
    """What taking over would do; nothing is written. The work grows with the number of objects chosen.

    `former` is what earlier imports wrote; without it every difference counts as edited here.
    """
    comparison = PaperComparison(snapshot, incoming, choice, former or {}, today)
    papers = [paper for paper in incoming.papers if choice.takes(paper) and _has_home(comparison, paper)]
    stations = [station for paper in papers for station in paper.stations]
    needed = dict.fromkeys(uid for station in stations for uid in station.committee_uids)
    plan_committees(comparison, needed | dict.fromkeys(sorted(choice.calendars)))
    wanted = {station.meeting_uid for station in stations}
    plan_meetings(
        comparison,
        [row for row in incoming.meetings if row.uid in wanted or choice.calendars & {*row.committee_uids}],
    )
    for paper in _in_order(papers):
        plan_paper(comparison, paper)
    comparison.part_of = ""
    _say_rest(comparison, len(papers))
    return ChangeSet(incoming.title, tuple(comparison.changes), tuple(comparison.rows))


def import_papers(workspace: Workspace, change_set: ChangeSet) -> int:
    """Make a backup and write an import in one step; nothing happens when nothing would change."""
    if not change_set.changes:
        return 0
    workspace.backup(BEFORE_IMPORT)
    return workspace.run(steps.IMPORT_PAPERS, apply(change_set))


def former_papers(workspace: Workspace) -> Former:
    """What earlier imports of papers wrote."""
    return former_imports(workspace, label=steps.IMPORT_PAPERS)


def _has_home(comparison: PaperComparison, paper: IncomingPaper) -> bool:
    """Whether a paper belongs to a municipality; a tombstone belongs here when what it closes is here."""
    id_ = row_id(paper.uid)
    is_here = any(comparison.snapshot.find(kind, id_) is not None for kind in (CouncilPaper, Meeting))
    return is_here if paper.is_deleted else comparison.town(paper.body_uid) is not None


def _in_order(papers: list[IncomingPaper]) -> Iterator[IncomingPaper]:
    """Each paper behind the one it belongs to; where they lead in a circle, as they come."""
    waiting = {paper.uid: paper for paper in papers}
    for paper in papers:
        chain: list[IncomingPaper] = []
        at: IncomingPaper | None = waiting.get(paper.uid)
        while at is not None:
            chain.append(waiting.pop(at.uid))
            at = waiting.get(at.predecessor_uid)
        yield from reversed(chain)


def _say_rest(comparison: PaperComparison, taken: int) -> None:
    """Name what was not chosen, what belongs to nobody here, and what the files carry besides."""
    incoming = comparison.incoming
    for body in incoming.bodies:
        count = sum(paper.body_uid == body.uid and not paper.is_deleted for paper in incoming.papers)
        if comparison.town(body.uid) is None and count:
            comparison.say(Fate.NOT_CARRIED, "body", called(body), "no_town", count=count)
    homed = sum(_has_home(comparison, paper) for paper in incoming.papers)
    if homed > taken:
        comparison.say(Fate.SKIPPED, "file", "", "not_chosen", count=homed - taken)
    lost = sum(paper.is_deleted and not _has_home(comparison, paper) for paper in incoming.papers)
    if lost:
        comparison.say(Fate.NOT_CARRIED, "file", "", "lost_tombstones", count=lost)
    for leftover in incoming.leftovers:
        kind = _KINDS.get(leftover.code, "file")
        comparison.say(Fate.NOT_CARRIED, kind, leftover.subject, leftover.code, **leftover.values)
