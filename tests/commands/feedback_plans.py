"""A form compared with a project of loose rows, for the tests of several rooms."""

from collections.abc import Iterable

from ozgdesk.commands.feedback import plan_feedback
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.feedback import Feedback, FeedbackPlan, Meanwhile
from ozgdesk.domain.snapshot import Snapshot
from tests.exchange.feedback_files import rows
from tests.helpers import TODAY


def planned(
    feedback: Feedback, found: Iterable[Entity] | None = None, meanwhile: Meanwhile | None = None
) -> FeedbackPlan:
    """The plan for a form of the project that the forms are written from, unless another is given."""
    snapshot = Snapshot.of(rows() if found is None else found)
    return plan_feedback(snapshot, feedback, today=TODAY, meanwhile=meanwhile)
