"""Sitzungsmappen: which sheets a meeting gets, for whom and in which order; the whole as one document."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands import records
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.reporting import SheetSet, SheetSetEntry
from ozgdesk.domain.view import View
from ozgdesk.present.sheet_sets import SetRow, for_meeting, set_meetings
from ozgdesk.reports.sheet import NotPrintable, SheetOptions
from ozgdesk.reports.sheet_set import make_set, sheet_sets
from ozgdesk.saving import file_name
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.report_pages import Paper, paper
from ozgdesk.ui.views.report_pane import PreviewPane
from ozgdesk.ui.views.report_sending import Sending
from ozgdesk.ui.views.report_set_folder import write_folder
from ozgdesk.ui.views.report_set_parts import SetParts
from ozgdesk.ui.waiting import GivenUp
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.rows import Column, RowModel
from ozgdesk.ui.widgets.sections import Section

PAUSE_MS = 400
NEXT_MEETING = "die nächste"
NOTHING = "Eine Sitzungsmappe stellt Blätter für eine Sitzung zusammen. „Neue Mappe“ legt die erste an."

_SETS: tuple[Column[SetRow], ...] = (
    Column("Mappe", lambda row: row.name, 140, stretch=True),
    Column("für", lambda row: row.meeting, 150, tip=lambda row: row.meeting),
)


class _Progress(QObject):
    """How far a worker is: the number of its round, parts done, of how many."""

    told = Signal(int, int, int)


class SetsView(QWidget):
    """The sets and the parts of the one that is picked left, the document they make right."""

    help_text = (
        "Eine Mappe bleibt unter ihrem Namen im Projekt; im nächsten Monat genügt es, sie zu wählen und zu "
        "drucken. Kreuzen Sie an, welches Blatt für welche Kommune hineinkommt; „PDF hinzufügen“ nimmt eine "
        "Datei anderer auf. Die Reihenfolge ändern Sie mit der Maus oder mit Alt+Pfeil auf und Alt+Pfeil ab, "
        "Entf nimmt einen Teil heraus.\n\n"
        "Name und Gremium der Mappe, Titel, Fassung und Basisplan eines Teils ändern Sie im Inspektor "
        "(F2 oder Eingabetaste). Unter „Sitzung“ wählen Sie, für welche die Mappe ist: Sie steht auf dem "
        "Deckblatt, und das Protokoll ist das dieser Sitzung."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._set_id = ""
        self._meetings: dict[str, str] = {}  # for which meeting each set is printed, where not the next one
        self._round = 0
        self._made_of: tuple[object, ...] = ()
        self._progress = _Progress(self)
        self._progress.told.connect(self._on_progress)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._make)
        self._build()
        self.setFocusProxy(self.sets.table)

    @property
    def chosen(self) -> SetRow | None:
        """The set that is picked, as it is now, for the meeting that is chosen."""
        view = self.desk.view
        found = next((row for row in sheet_sets(view) if row.id == self._set_id), None)
        return for_meeting(view, found, self._meetings.get(found.id)) if found else None

    def show_view(self, view: View) -> None:
        """Show the sets; the one that is picked stays."""
        rows = sheet_sets(view)
        if self._set_id not in {row.id for row in rows}:
            self._set_id = rows[0].id if rows else ""
        self.sets.show_rows(rows)
        if self._set_id:
            self.sets.table.pick(self._set_id)
        self._show_parts()
        self._wait()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Pick a set; other rows are not here."""
        if kind is SheetSetEntry:
            return self.parts.entries.table.pick(id_)
        return kind is SheetSet and self.sets.table.pick(id_)

    def give_up(self) -> None:
        """Make the document no longer; the next change begins anew."""
        self._round += 1
        self._made_of = ()
        self.cancel_button.hide()
        self.pane.show_message("Abgebrochen. „Vorschau“ stellt die Mappe wieder zusammen.")
        self.again_button.show()

    def _build(self) -> None:
        side = QWidget()
        self.sets = Section(
            "Sitzungsmappen", RowModel(_SETS, lambda row: row.id), NOTHING, side, new="Neue Mappe"
        )
        self.sets.table.row_picked.connect(self._on_picked)
        self.sets.table.row_opened.connect(lambda id_: self.desk.edit(SheetSet, id_))
        self.sets.table.on_create = self._create
        self.sets.table.on_remove = lambda ids: self.desk.run(
            steps.delete(SheetSet), records.delete(SheetSet, *ids)
        )
        if self.sets.new_button is not None:
            self.sets.new_button.clicked.connect(self._create)
        self.parts = SetParts(self.desk, side)
        self.folder_button = QPushButton(icon("open"), "Je Kommune eine Datei in einen &Ordner …", side)
        self.folder_button.clicked.connect(self._write_folder)
        self.sending = Sending(self.desk, side)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(theme.step(6), theme.step(3), theme.step(4), theme.step(4))
        inner.setSpacing(theme.step(4))
        self._build_meeting(side)
        for widget in (self.sets, self._meeting_row, self.parts):
            inner.addWidget(widget)
        inner.addStretch(1)
        for button in (self.folder_button, self.sending):
            inner.addWidget(button)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(side)
        splitter = QSplitter()
        splitter.addWidget(scroll)
        splitter.addWidget(self._right())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.step(130), 760])
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _build_meeting(self, side: QWidget) -> None:
        self.meeting = QuietComboBox(side)
        self.meeting.setAccessibleName("Sitzung")
        self.meeting.activated.connect(self._on_meeting_chosen)
        self._meeting_row = QWidget(side)
        row = QFormLayout(self._meeting_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addRow("Si&tzung", self.meeting)

    def _right(self) -> QWidget:
        right = QWidget()
        self.pane = PreviewPane(self.desk, right)
        self.cancel_button = QPushButton(icon("close"), "Abbrechen", right)
        self.cancel_button.clicked.connect(self.give_up)
        self.again_button = QPushButton(icon("preview"), "Vorschau", right)
        self.again_button.clicked.connect(lambda _checked=False: self._make())
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for button in (self.cancel_button, self.again_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.hide()
        column.addWidget(self.pane, 1)
        return right

    def _create(self) -> None:
        made = self.desk.run(steps.create(SheetSet), records.create(SheetSet, name="Neue Mappe"))
        if made is not None:
            self.sets.table.pick(made.id)
            self.desk.edit(SheetSet, made.id)

    def _on_picked(self, id_: str) -> None:
        if id_ != self._set_id:
            self._set_id = id_
            self._show_parts()
            self._wait()
        self.desk.pick(SheetSet, id_)

    def _show_parts(self) -> None:
        found = self.chosen
        self.parts.setVisible(found is not None)
        meetings = set_meetings(self.desk.view, found.id) if found else ()
        self._meeting_row.setVisible(bool(meetings))
        if found is not None:
            self.meeting.clear()
            self.meeting.addItem(NEXT_MEETING, None)
            for row in meetings:
                self.meeting.addItem(row.text, row.id)
            self.meeting.setCurrentIndex(max(self.meeting.findData(found.meeting_id), 0))
            self.parts.show_set(self.desk.view, found)

    def _on_meeting_chosen(self) -> None:
        self._meetings[self._set_id] = self.meeting.currentData()
        self._wait()

    def _wait(self) -> None:
        """Make the document when changing comes to rest; nobody may print the one before."""
        self._allow(None)
        self._pause.start()

    def _make(self) -> None:
        self._pause.stop()
        self.again_button.hide()
        found = self.chosen
        if found is None or not found.entries:
            self._round += 1
            self._made_of = ()
            empty = "Kreuzen Sie links an, welche Blätter in die Mappe kommen."
            self.pane.show_message(empty if found else NOTHING)
            self.cancel_button.hide()
            return
        view = self.desk.guard(lambda: self.desk.workspace.view_known_at(self.desk.view.as_of, None))
        if view is None:
            return
        wanted = (found.id, found.meeting_id, self.desk.snapshot, view.as_of)
        if len(self._made_of) == len(wanted) and all(
            new is old or new == old for new, old in zip(wanted, self._made_of, strict=True)
        ):
            self._allow(self.pane.paper)
            return
        self._made_of = wanted
        self._round += 1
        self.cancel_button.show()
        self.pane.wait("Mappe wird erstellt …")
        make = partial(self._made, self._round, view, found, self._options())
        self.desk.jobs.run(make, done=partial(self._on_made, self._round), failed=self._on_not_made)

    def _made(self, round_: int, view: View, found: SetRow, options: SheetOptions) -> Paper:
        """In a worker: make the document, as long as nobody wants another one."""

        def progress(done: int, of: int) -> None:
            if round_ != self._round:
                raise GivenUp
            self._progress.told.emit(round_, done, of)

        return paper(make_set(view, found, options, progress=progress).data)

    def _on_progress(self, round_: int, done: int, of: int) -> None:
        if round_ == self._round and self.pane.paper is None:
            percent = formats.percent(done / of)
            self.pane.pages.setText(f"Mappe wird erstellt: {percent} …")

    def _on_made(self, round_: int, made: Paper) -> None:
        found = self.chosen
        if round_ != self._round or found is None:
            return
        self.cancel_button.hide()
        self.pane.show_paper(made, found.name)
        self._allow(None if self._pause.isActive() else made)

    def _on_not_made(self, error: BaseException) -> None:
        if isinstance(error, GivenUp):
            return
        self._made_of = ()
        self.cancel_button.hide()
        if not isinstance(error, NotPrintable):
            self.pane.show_message("Die Mappe konnte nicht erstellt werden.")
            raise error
        self.pane.show_message(str(error))

    def _allow(self, made: Paper | None) -> None:
        found = self.chosen
        self.folder_button.setEnabled(found is not None and bool(found.entries))
        if made is None or found is None:
            self.sending.offer(None)
        else:
            name = file_name((found.name, self.desk.view.as_of.isoformat()), "pdf")
            self.sending.offer(made, name, found.name)

    def _options(self) -> SheetOptions:
        workspace = self.desk.workspace
        return SheetOptions(printed_on=workspace.clock.today(), author=workspace.author.name)

    def _write_folder(self) -> None:
        found = self.chosen
        if found is not None:
            write_folder(self.desk, self, found, self._options())
