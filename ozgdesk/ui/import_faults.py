"""What is said when a file cannot be taken in, or not what was chosen of it, whatever it holds."""

from collections.abc import Callable

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


def taken(desk: Desk, take: Callable[[], int], show_refusal: Callable[[str], object]) -> bool:
    """Write what was chosen in a preview. False when it was refused; the preview says why and stays."""
    refused: list[str] = []

    def attempt() -> int:
        try:
            return take()
        except RuleViolation as refusal:
            refused.append(rule_message(refusal))
            return 0

    if desk.write(attempt) is None or refused:
        show_refusal(" ".join(refused) or "Es wurde nichts übernommen.")
        return False
    return True
