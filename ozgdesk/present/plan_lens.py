"""How somebody looks at the plan: what it is compared with, and whose critical path is marked."""

from dataclasses import dataclass

from ozgdesk.settings import KeptLens


@dataclass(frozen=True, slots=True)
class PlanLens:
    """Choices by id. Rows that are gone by now are as good as not chosen.

    Without a `baseline_id` the newest baseline up to the Stichtag is the older plan of a comparison, without
    a `newer_id` the plan as it is now is the newer one. `target_id` is the task whose drivers are marked in
    place of those of the end of the plan.
    """

    baseline_id: str | None = None
    newer_id: str | None = None
    target_id: str | None = None


def kept(lens: PlanLens) -> KeptLens:
    """A lens as it is kept on this PC."""
    return KeptLens(lens.baseline_id or "", lens.newer_id or "", lens.target_id or "")


def restored(lens: KeptLens) -> PlanLens:
    """A lens as it was kept."""
    return PlanLens(lens.baseline or None, lens.newer or None, lens.target or None)
