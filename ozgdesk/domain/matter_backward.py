"""From the day by which a matter without an agreement is to be resolved back to the last day to submit.

Nothing follows the resolutions here: no signatures, no supervisor. An agreement has its own calculation
(`backward`).
"""

from datetime import date

from ozgdesk.domain.backward import with_critical
from ozgdesk.domain.backward_lanes import Reckoning
from ozgdesk.domain.council_days import CouncilDays
from ozgdesk.domain.council_ways import matter_ways
from ozgdesk.domain.councils import Matter
from ozgdesk.domain.deadlines import Backward, Purpose, State, Step, StepKind
from ozgdesk.domain.snapshot import Snapshot


def matter_calculations(snapshot: Snapshot, as_of: date) -> dict[str, tuple[Backward, ...]]:
    """The calculation of each matter that has a wanted day of its own, by matter id."""
    found = ((matter.id, matter_calculation(snapshot, matter, as_of)) for matter in snapshot.all(Matter))
    return {id_: (row,) for id_, row in found if row is not None}


def matter_calculation(snapshot: Snapshot, matter: Matter, as_of: date) -> Backward | None:
    """Reckon back through the bodies (§ 58 HGO); None for one of an agreement, or without a wanted day."""
    if matter.agreement_id is not None or matter.wanted_on is None:
        return None
    limit = matter.wanted_on
    days = CouncilDays(snapshot)
    ways = matter_ways(snapshot, matter, on=max(limit, as_of))
    lanes = [Reckoning(days, way, limit, as_of).lane() for way in ways]
    is_passed = bool(lanes) and all(lane.state is State.DONE for lane in lanes)
    state = State.DONE if is_passed else State.TOO_LATE if limit < as_of else State.OPEN
    code = "all_resolved" if is_passed else "matter_wanted"
    step = Step(StepKind.RESOLUTION, limit, state, code, "matter", matter.id)
    return Backward(None, Purpose.RESOLUTION, limit, (step,), with_critical(lanes), matter_id=matter.id)
