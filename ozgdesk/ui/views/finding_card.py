"""One finding of the legal check in full and what can be done about it, on its page and in the inspector."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.vocabulary import ReviewState
from ozgdesk.present.history import author_text
from ozgdesk.present.legal_check import OPEN, CheckRow
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.finding_actions import FindingActions
from ozgdesk.ui.views.plan_hints import SEVERITY_ICONS
from ozgdesk.ui.views.review_box import ReviewBox
from ozgdesk.ui.widgets.plain_label import plain_label


class FindingCard(QFrame):
    """Sentence, law, advice and source; buttons to go there, put it right and close it with a reason."""

    def __init__(
        self,
        desk: Desk,
        actions: FindingActions,
        parent: QWidget | None = None,
        *,
        is_narrow: bool = False,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._is_narrow = is_narrow
        self._agreement_id = ""
        self.row: CheckRow | None = None
        self._mark = QLabel(self)
        self._text = plain_label("strong")
        self._about = plain_label("muted")
        self._lapsed = plain_label()
        self._law = plain_label()
        self._advice = plain_label()
        self._source = plain_label("small")
        self._source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go = self._button("arrow_right", "Zur Stelle", "Eingabe", self._on_go)
        self.fix = self._button("edit", "Abhilfe", "A", self._on_fix)
        self.check = self._button("check", "Geprüft …", "G", lambda: self.close_as(ReviewState.CHECKED))
        self.skip = self._button(
            "close", "Nicht einschlägig …", "N", lambda: self.close_as(ReviewState.NOT_APPLICABLE)
        )
        self.reopen = self._button("undo", "Wieder öffnen", "O", self._on_reopen)
        self.box = ReviewBox(desk, self, is_narrow=is_narrow)
        self.box.ended.connect(self._on_ended)
        self._set_up()

    def show_row(self, agreement_id: str, row: CheckRow) -> None:
        """Show a finding; a reason that is being typed for it stays."""
        if not self.box.isHidden() and (self.row is None or self.row.key != row.key):
            self.box.close_down()
        self._agreement_id, self.row = agreement_id, row
        is_open = row.state == OPEN
        self._mark.setPixmap(icon(*(SEVERITY_ICONS[row.severity] if is_open else ("ok", "muted"))).pixmap(18))
        self._mark.setToolTip(row.severity_text)
        self._show(self._text, row.text)
        self._show(self._about, about(row, self._who(row)))
        self._show(self._lapsed, row.lapsed)
        self._show(self._law, f"{row.norm}: {row.law}" if row.law else "")
        self._show(self._advice, f"Rat: {row.advice}" if row.advice else "")
        self._show(self._source, origin(row))
        self.fix.setText(row.fix_text)
        self.fix.setVisible(is_open and self._actions.can_fix(row))
        self.go.setVisible(not self._is_narrow)
        for button in (self.check, self.skip):
            button.setVisible(is_open)
        self.reopen.setVisible(not is_open)
        self.setAccessibleName(f"{row.severity_text}: {row.text}")

    @property
    def told(self) -> str:
        """Weight, place and state as they are shown."""
        return self._about.text()

    def close_as(self, state: ReviewState) -> None:
        """Ask for the reason for which the finding needs nothing more."""
        if self.row is not None and self.row.state == OPEN:
            self.box.open_for(self._agreement_id, self.row, state)

    def put_right(self) -> None:
        """Do what the button of the remedy promises."""
        if not self.fix.isHidden():
            self._on_fix()

    def _who(self, row: CheckRow) -> str:
        """Who closed the finding, as far as the history knows."""
        workspace = self._desk.workspace
        numbers = workspace.numbers_of(ReviewNote, row.note_id) if row.note_id else ()
        return author_text(workspace.step(numbers[0]).head.author) if numbers else ""

    def _on_go(self) -> None:
        if self.row is not None:
            self._actions.go(self._agreement_id, self.row)

    def _on_fix(self) -> None:
        if self.row is not None:
            self._actions.fix(self.row, self.fix)

    def _on_reopen(self) -> None:
        if self.row is not None and self.row.note_id:
            self._actions.reopen(self.row)

    def _on_ended(self) -> None:
        if self.check.isVisible():
            self.check.setFocus()

    def _button(self, name: str, text: str, key: str, run: object) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        theme.look(button, "quiet")
        button.setToolTip(f"Taste {key}" if len(key) == 1 else key)
        button.clicked.connect(run)
        return button

    @staticmethod
    def _show(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _set_up(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.step(2))
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.step(1))
        layout.addLayout(head)
        layout.addWidget(self._about)
        layout.addLayout(self._buttons())
        layout.addWidget(self.box)
        for label in (self._lapsed, self._advice, self._law, self._source):
            layout.addWidget(label)

    def _buttons(self) -> QBoxLayout:
        """Side by side, or below each other where the card is narrow; there nobody needs to be led."""
        row = QVBoxLayout() if self._is_narrow else QHBoxLayout()
        row.setSpacing(theme.step(1))
        for button in (self.fix, self.go, self.check, self.skip, self.reopen):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if isinstance(row, QHBoxLayout):
            row.addStretch(1)
        return row


def about(row: CheckRow, who: str = "") -> str:
    """Weight, place and state of a finding in a line; `who` closed it."""
    parts = [row.severity_text, row.place, row.presumed]
    if row.state != OPEN:
        on = f" am {formats.day(row.reviewed_on)}" if row.reviewed_on else ""
        by = f" von {who}" if who else ""
        parts += [f"{row.state_text}{on}{by}: {row.reason}", row.document and f"Unterlage: {row.document}"]
    return " · ".join(part for part in parts if part)


def origin(row: CheckRow) -> str:
    """Rechtsstand and source of the law behind a finding."""
    parts = [f"Rechtsstand: {row.law_as_of}" if row.law_as_of else "", row.source and f"Quelle: {row.source}"]
    return " · ".join(part for part in parts if part)
