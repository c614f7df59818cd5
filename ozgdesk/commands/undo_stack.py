"""Which steps can be taken back or done again, derived from the journal, so that it survives a restart."""

from collections.abc import Iterable

from ozgdesk.domain.step import StepHead, StepKind


class UndoStack:
    """Follows the journal head by head: a new step empties the redo side, a barrier empties both."""

    def __init__(self, heads: Iterable[StepHead] = ()) -> None:
        self._done: list[StepHead] = []
        self._undone: list[StepHead] = []
        self._last: StepHead | None = None
        for head in heads:
            self.follow(head)

    def follow(self, head: StepHead) -> None:
        """Take in the next step of the journal."""
        self._last = head
        if head.is_barrier:
            self._done.clear()
            self._undone.clear()
        elif head.kind is StepKind.DO:
            self._done.append(head)
            self._undone.clear()
        elif head.kind is StepKind.UNDO and self._done:
            self._undone.append(self._done.pop())
        elif head.kind is StepKind.REDO and self._undone:
            self._done.append(self._undone.pop())

    def replace_last(self, head: StepHead) -> None:
        """The last step grew by a merged edit."""
        self._last = self._done[-1] = head

    @property
    def next_undo(self) -> StepHead | None:
        """The step that undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> StepHead | None:
        """The step that redo does again."""
        return self._undone[-1] if self._undone else None

    @property
    def last(self) -> StepHead | None:
        """The newest step of the journal, of any kind."""
        return self._last

    def can_reach(self, number: int) -> bool:
        """Whether undoing step by step can take back the step with this number."""
        return any(head.number == number for head in self._done)
