"""Herausgegeben: the reports as they were given out, to look at and print again, byte for byte."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.reporting import IssuedReport
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.view import View
from ozgdesk.present.issued import IssuedRow, issued_rows
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.report_pages import Paper, paper
from ozgdesk.ui.views.report_pane import PreviewPane
from ozgdesk.ui.views.report_sending import Sending
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

NOTHING = (
    "Es ist noch kein Bericht herausgegeben. "
    "Unter „Blätter“ gibt „Herausgeben“ das Blatt heraus, das Sie sehen."
)

_COLUMNS: tuple[Column[IssuedRow], ...] = (
    Column("Bericht", lambda row: row.title, 130, stretch=True),
    Column("für", lambda row: row.municipality.code or "alle", 64),
    Column("Stichtag", lambda row: formats.day(row.as_of), 92, sort=lambda row: row.as_of),
    Column("herausgegeben", lambda row: formats.day(row.issued_on), 112, sort=lambda row: row.issued_on),
    Column("von", lambda row: row.author, 90, spare=1),
)


class IssuedView(QWidget):
    """The reports left, the newest first; the one that is picked right."""

    help_text = (
        "Hier stehen die Berichte so, wie sie herausgegeben wurden. Sie ändern sich nicht mehr und werden "
        "auf das Byte genau wieder gedruckt, gespeichert oder verschickt. Der nächste Statusbericht "
        "vergleicht sich mit dem letzten, der hier steht.\n\n"
        "Strg+Z nimmt das Herausgeben zurück."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._shown = ""
        self.table = RowTable(RowModel(_COLUMNS), "Herausgegebene Berichte", self)
        self.table.row_picked.connect(self._show)
        self.pane = PreviewPane(desk, self)
        self.sending = Sending(desk, self)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.step(6), theme.step(3), theme.step(4), theme.step(4))
        column.setSpacing(theme.step(3))
        column.addWidget(self.table, 1)
        column.addWidget(self.sending)
        splitter = QSplitter(self)
        splitter.addWidget(side)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.step(120), 800])
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.setFocusProxy(self.table)

    def show_view(self, view: View) -> None:
        """Show the reports; the one that is picked stays."""
        rows = issued_rows(view)
        self.table.rows.set_rows(rows)
        known = {row.id for row in rows}
        if not rows:
            self._shown = ""
            self.sending.offer(None)
            self.pane.show_message(NOTHING)
        elif self._shown not in known:
            self.table.pick(rows[0].id)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Pick a report; other rows are not here."""
        return kind is IssuedReport and self.table.pick(id_)

    def _show(self, id_: str) -> None:
        report = self.desk.snapshot.find(IssuedReport, id_)
        if report is None or id_ == self._shown:
            return
        self._shown = id_
        file = self.desk.snapshot.get(Attachment, report.attachment_id)
        self.sending.offer(None)
        self.pane.wait("Bericht wird geöffnet …")
        done = partial(self._on_opened, id_, file.file_name, report.title)
        self.desk.jobs.run(paper, file.content, done=done)

    def _on_opened(self, id_: str, name: str, title: str, found: Paper) -> None:
        if id_ == self._shown:
            self.pane.show_paper(found, title)
            self.sending.offer(found, name, title)
