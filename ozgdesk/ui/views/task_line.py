"""The line of the task filter: typed with completion, marked where a term is wrong."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ozgdesk.present.task_query_completion import Completion, Proposal, completion
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.search import Entry, ResultList, overlay_of

PAUSE_MS = 900  # after typing, before a term that is still under the cursor is called wrong
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class TaskLine(QLineEdit):
    """Filters while it is typed. `judged` says what is wrong, `left` that the user goes back to the tasks.

    While proposals are shown, Tab takes the first or chosen one, Return the chosen one, and Esc closes them.
    """

    judged = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list: ResultList | None = None
        self._completion = Completion(0, 0, ())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(lambda: self._judge(is_typing=False))
        self.setPlaceholderText("Filtern: Wörter oder zustand:wartet fällig:<14")
        self.setAccessibleName("Aufgaben filtern")
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._on_text)
        self.textEdited.connect(lambda _text: self._propose())
        self.cursorPositionChanged.connect(lambda _old, _new: self._judge(is_typing=self.hasFocus()))

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is offered now; empty while the list is closed."""
        return self._completion.proposals if self._is_open() else ()

    def show_line(self, text: str) -> None:
        """Show the filter that holds, unless it is what stands here."""
        if text != self.text():
            self.setText(text)
        self._judge(is_typing=self.hasFocus())

    def event(self, event: QEvent) -> bool:
        """Tab takes a proposal instead of leaving the field, and Esc is for the list first."""
        key = event.key() if isinstance(event, QKeyEvent) else None
        if key == Qt.Key.Key_Tab and event.type() == QEvent.Type.KeyPress and self._is_open():
            self._take(self._chosen() or self._completion.proposals[0])
            return True
        if key == Qt.Key.Key_Escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_asking = key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_asking or (key == Qt.Key.Key_Down and not self._is_open()):
            self._propose(is_asked=True)
        elif key in _STEPS and self._is_open() and self._list is not None:
            self._list.move_by(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = self._chosen()
            if chosen is not None:
                self._take(chosen)
            else:
                self._close()
                self.left.emit()
        elif key == Qt.Key.Key_Escape:
            if self._is_open():
                self._close()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._close()
        self._judge(is_typing=False)
        super().focusOutEvent(event)

    def _on_text(self, text: str) -> None:
        self._desk.filter_tasks(text)
        self._judge(is_typing=self.hasFocus())
        self._pause.start()

    def _judge(self, *, is_typing: bool) -> None:
        """Say what is wrong; not of the term that is being typed."""
        at = self.cursorPosition()
        wrong = [
            piece.problem
            for piece in self._desk.read_task_line().problems
            if not (is_typing and piece.start <= at <= piece.end)
        ]
        reason = " ".join(wrong)
        theme.look(self, "wrong" if reason else "")
        self.setAccessibleDescription(reason)
        self.judged.emit(reason)

    def _propose(self, *, is_asked: bool = False) -> None:
        found = completion(self._desk.view, self.text(), self.cursorPosition())
        typed = self.text()[found.start : found.end]
        is_done = [proposal.text for proposal in found.proposals] == [typed]
        if not found.proposals or is_done or not (typed or is_asked or self._begins_value()):
            self._close()
            return
        self._completion = found
        if self._list is None:
            self._list = ResultList(overlay_of(self))
            self._list.chosen.connect(lambda entry: entry.run())
        entries = [
            Entry("filter" if p.is_key else "check", p.text, p.detail, partial(self._take, p))
            for p in found.proposals
        ]
        self._list.show_entries(entries, typed, choose_first=not found.proposals[0].is_key)
        self._list.place_below(self)
        self._list.show()

    def _begins_value(self) -> bool:
        """Whether the cursor stands behind a colon or comma, where only a value can follow."""
        return self.text()[: self.cursorPosition()].endswith((":", ","))

    def _take(self, proposal: Proposal) -> None:
        start, end = self._completion.start, self._completion.end
        text, rest = self.text(), self.text()[end:]
        space = "" if proposal.is_key or rest.startswith((",", " ")) else " "
        self._close()
        self.setText(text[:start] + proposal.text + space + rest)
        self.setCursorPosition(start + len(proposal.text) + len(space))
        if proposal.is_key:
            self._propose()

    def _chosen(self) -> Proposal | None:
        entry = self._list.current() if self._list is not None and self._is_open() else None
        texts = {proposal.text: proposal for proposal in self._completion.proposals}
        return texts.get(entry.text) if entry is not None else None

    def _is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()
