"""Taking over a feedback form: `import feedback SOURCE FILE`."""

import argparse
from datetime import date

from ozgdesk.cli.answers import complain, print_json, print_table
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.writing import open_for_import
from ozgdesk.commands.feedback import import_feedback, plan_feedback
from ozgdesk.commands.feedback_history import changes_since
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.feedback import ANSWERS, FeedbackPlan
from ozgdesk.exchange.feedback_reading import read
from ozgdesk.present.feedback_preview import FeedbackPreview, FeedbackRow, feedback_preview


def import_form(call: argparse.Namespace) -> int:
    """Show what a form says and take every answer without a conflict; proposals only when asked for."""
    if call.map or call.assign:
        raise WrongCall(
            "Ein Rückmeldebogen kennt „--map“ und „--assign“ nicht; er bringt seine Zuordnung mit."
        )
    feedback = read(call.source)
    workspace = open_for_import(call)
    try:
        meanwhile = changes_since(workspace, feedback)
        plan = plan_feedback(workspace.snapshot, feedback, today=date.today(), meanwhile=meanwhile)
        if not call.dry_run:
            import_feedback(workspace, plan, _chosen(plan, with_proposals=call.with_proposals))
    finally:
        workspace.close()
    _tell(feedback_preview(plan), call)
    return 0


def _chosen(plan: FeedbackPlan, *, with_proposals: bool) -> frozenset[str]:
    if not with_proposals:
        return plan.taken_at_first
    added = {
        found.id for found in plan.proposals if found.part not in ANSWERS and found.fate is not Fate.CONFLICT
    }
    return plan.taken_at_first | (added & plan.may_be_taken)


def _tell(preview: FeedbackPreview, call: argparse.Namespace) -> None:
    if call.json:
        print_json(preview)
        return
    shown = [row for row in preview.rows if row.fate != "skipped"]
    if shown:
        print_table(
            ("Zeile", "", "Was", "Worum es geht", "Im Bogen", "Hier", "Grund"),
            [
                (str(row.row or ""), row.fate_text, row.part_text, row.subject, row.told, row.here, _why(row))
                for row in shown
            ],
        )
    complain(f"{preview.title} ({preview.municipality}): {preview.summary}.")
    left = [row for row in preview.rows if row.may_be_taken and not row.is_taken and row.fate != "conflict"]
    if left and not call.with_proposals:
        complain("Vorschläge werden nur mit „--with-proposals“ übernommen.")


def _why(row: FeedbackRow) -> str:
    return f"{row.reason} Hier geändert: {row.meanwhile}." if row.meanwhile else row.reason
