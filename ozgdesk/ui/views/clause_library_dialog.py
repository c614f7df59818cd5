"""Choosing a clause of the library: search, list by topic, and how the clause reads with note and law."""

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseTopic
from ozgdesk.present.clause_library import (
    alternatives,
    law_lines,
    library_rows,
    matching,
    preview_text,
)
from ozgdesk.texts.clause_library import Template
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme

_ROW = Qt.ItemDataRole.UserRole
_NOTHING = "Kein Baustein enthält diese Wörter."


class ClauseLibraryDialog(QDialog):
    """Accepted by "Einfügen"; `chosen` is the clause. `change_asked`, `delete_asked` concern an own one."""

    change_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, view: View, topic: ClauseTopic | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Baustein einfügen")
        self._rows = library_rows(view)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Baustein suchen")
        self.search.setAccessibleName("Baustein suchen")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Bausteine")
        self.preview = QTextBrowser()
        self.preview.setAccessibleName("Vorschau")
        self.preview.setOpenLinks(False)
        self.change = QPushButton("&Bearbeiten …")
        self.remove = QPushButton("&Löschen")
        for button in (self.change, self.remove):
            button.setAutoDefault(False)
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("&Einfügen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._connect()
        self._fill()
        if topic is not None:
            self._pick_topic(topic)
        self.take.setDefault(True)

    @property
    def chosen(self) -> Template | None:
        """The clause that is chosen at the moment."""
        item = self.list.currentItem()
        row = item.data(_ROW) if item is not None else None
        return row.template if row is not None else None

    def accept(self) -> None:
        if self.chosen is not None:
            super().accept()

    def show_view(self, view: View) -> None:
        """Show the library again after an own clause was changed; the choice stays."""
        before = self.chosen
        self._rows = library_rows(view)
        self._fill(before.id if before else "")

    def pick(self, template_id: str) -> None:
        """Choose a clause."""
        for position in range(self.list.count()):
            row = self.list.item(position).data(_ROW)
            if row is not None and row.template.id == template_id:
                self.list.setCurrentRow(position)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while the cursor is in the search field."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            ways = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in ways:
                self._step(ways[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _step(self, way: int) -> None:
        position = self.list.currentRow() + way
        while 0 <= position < self.list.count():
            if self.list.item(position).data(_ROW) is not None:
                self.list.setCurrentRow(position)
                return
            position += way

    def _pick_topic(self, topic: ClauseTopic) -> None:
        found = next((row for row in self._rows if row.template.topic is topic), None)
        if found is not None:
            self.pick(found.template.id)

    def _fill(self, template_id: str = "") -> None:
        rows = matching(self._rows, self.search.text())
        self.list.clear()
        topic = ""
        for row in rows:
            if row.topic != topic:
                topic = row.topic
                head = QListWidgetItem(topic, self.list)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(theme.font(strong=True))
            item = QListWidgetItem(f"    {row.title}", self.list)
            item.setToolTip(row.title)
            item.setData(_ROW, row)
        self.list.setCurrentRow(-1)
        self._step(1)
        if template_id:
            self.pick(template_id)
        self._show()

    def _show(self) -> None:
        template = self.chosen
        is_own = template is not None and template.is_own
        self.take.setEnabled(template is not None)
        for button in (self.change, self.remove):
            button.setVisible(is_own)
        self.preview.setHtml(_page(template) if template is not None else f"<p>{_NOTHING}</p>")

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._fill())
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.change.clicked.connect(self._on_change)
        self.remove.clicked.connect(self._on_remove)

    def _on_change(self) -> None:
        if self.chosen is not None:
            self.change_asked.emit(self.chosen.id)

    def _on_remove(self) -> None:
        if self.chosen is not None:
            self.delete_asked.emit(self.chosen.id)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        right = QWidget()
        page = QVBoxLayout(right)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.preview, 1)
        own = QHBoxLayout()
        own.addWidget(self.change)
        own.addWidget(self.remove)
        own.addStretch(1)
        page.addLayout(own)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(right)
        both.setSizes([theme.step(95), theme.step(145)])
        both.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(both, 1)
        layout.addWidget(self.buttons)
        self.resize(theme.step(250), theme.step(160))


def _page(template: Template) -> str:
    """The clause as a page: when to use it, alternatives, its words, and the law it answers."""
    parts = [f"<h3>{escape(template.name)}</h3>"]
    if template.topic is not ClauseTopic.NOT_STATED:
        parts.append(f"<p>{escape(label(template.topic))}</p>")
    facts = (
        ("Wann", template.note),
        ("Statt", ", ".join(alternatives(template))),
        ("Idee", template.source),
        ("Rechtsstand", template.law_as_of),
    )
    parts += [f"<p><b>{name}:</b> {escape(words)}</p>" for name, words in facts if words]
    words = escape(preview_text(template)).replace("\n", "<br>")
    parts.append(f"<hr><p>{words}</p>")
    lines = law_lines(template)
    if lines:
        parts.append("<hr><p><b>Recht dazu</b></p>")
        parts += [f"<p>{escape(line)}</p>" for line in lines]
    return "".join(parts)
