"""How somebody looks at the plan: what it is compared with, and whose critical path is marked."""

from dataclasses import dataclass


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
