"""What is said when a file cannot be taken in, whatever it holds."""

from PySide6.QtWidgets import QWidget

from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.texts.imports import unreadable_message
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.errors import show_sentence


def show_fault(error: BaseException, desk: Desk, window: QWidget | None) -> None:
    """Say in a sentence why reading or comparing a file failed; a bug is raised again."""
    if isinstance(error, Unreadable):
        show_sentence(unreadable_message(error), window)
    elif isinstance(error, RuleViolation):
        show_sentence(rule_message(error), window)
    elif isinstance(error, StoreProblem):
        desk.failed.emit(error)
    else:
        raise error
