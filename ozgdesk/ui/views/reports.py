"""Berichte: the gallery of sheets with their options, the preview, and saving, printing and opening them."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands.past import end_of_day
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.present.task_query_line import QueryLine, read_line
from ozgdesk.reports.register import SHEETS, make_sheet
from ozgdesk.reports.sheet import NotPrintable, Sheet, SheetOptions
from ozgdesk.saving import NotSaved, file_name, save
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.report_options import Chosen, OptionsForm
from ozgdesk.ui.views.report_pages import NotPrinted, Paper, paper, picture, print_pages, set_page
from ozgdesk.ui.views.report_preview import Preview

PAUSE_MS = 150  # between a choice and making the sheet, so that quick choices make one sheet
_SHEET = Qt.ItemDataRole.UserRole


class ReportsView(QWidget):
    """The sheets left, the chosen one right. Sheets are made and pages painted off the GUI thread."""

    help_text = (
        "Wählen Sie links ein Blatt und was es enthalten soll; rechts sehen Sie es so, wie es gedruckt wird. "
        "Der Stichtag ist der Tag, für den gerechnet wird; der Datenstand sagt, welche Einträge zählen.\n\n"
        "Den Projektplan können Sie auf mehrere Seiten nebeneinander verteilen oder in einem festen Maßstab "
        "drucken, auf einen Zeitraum begrenzen und filtern wie am Bildschirm. Kommt er auf mehrere Seiten, "
        "zeigt jede oben links, welche sie ist und welche daneben liegen. Projektplan und Meilensteine "
        "vergleichen mit dem Basisplan, den Sie im Projektplan gewählt haben, oder mit einem anderen. "
        "Der Vertretungsplan zeigt acht Wochen ab dieser, oder die Wochen von „Von“ bis „Bis“.\n\n"
        "In der Vorschau: + und − ändern die Größe, 0 passt die Breite an, Bild auf und Bild ab blättern."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._paper: Paper | None = None
        self._round = 0
        self._made_from: tuple[object, ...] = ()
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._make)
        self._build()
        for signal in (desk.tasks_filtered, desk.preferred):
            signal.connect(self._offer_filters)
        self.list.setCurrentRow(0)
        desk.lens_changed.connect(self._wait)

    def show_view(self, view: View) -> None:
        """Make the sheet anew when the project changed."""
        self.options.show_view(view)
        self._offer_filters()
        self._make()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Choose a municipality, or the minutes of a meeting; other rows have no place here."""
        if kind is Meeting:
            self.show_sheet("minutes")
            return self.options.choose_meeting(id_)
        index = self.options.municipality.findData(id_) if kind is Municipality else -1
        if index < 0:
            return False
        self.options.municipality.setCurrentIndex(index)
        self._make()
        return True

    def show_sheet(self, key: str) -> None:
        """Choose a sheet and preview it; it is about what was seen last: meeting, agreement, versions."""
        if key == "minutes":
            self.options.choose_meeting(self.desk.meeting_id)
        self.options.choose_matter(self.desk.agreement_id, self.desk.fan_key)
        self.options.choose_versions(self.desk.former_id, self.desk.version_id)
        for row in range(self.list.count()):
            if self.list.item(row).data(_SHEET) == key:
                self.list.setCurrentRow(row)
        self.preview.setFocus()

    @property
    def sheet(self) -> Sheet:
        """The chosen sheet."""
        item = self.list.currentItem()
        key = item.data(_SHEET) if item else SHEETS[0].key
        return next(found for found in SHEETS if found.key == key)

    def save_as(self) -> None:
        """Ask for a file and save the sheet."""
        found = self._paper
        if found is None:
            return
        dialog = QFileDialog(self, "Blatt speichern")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF-Datei (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.file_name())
        if not dialog.exec():
            return
        path = Path(dialog.selectedFiles()[0])
        self._run(partial(save, found.data, path), partial(self._on_saved, path))

    def print_out(self) -> None:
        """Ask for a printer and print the sheet off the GUI thread."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        found = self._paper
        if found is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, found)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("Blatt drucken")
        dialog.setMinMax(1, len(found.sizes))
        if not dialog.exec():
            return
        first = printer.fromPage() or 1
        last = printer.toPage() or len(found.sizes)
        self.desk.workspace.seal()
        self._run(partial(print_pages, found, printer, first, last), self._on_printed)

    def open_outside(self) -> None:
        """Show a copy in the program the system uses for PDF; the copies go when this place is closed."""
        found = self._paper
        if found is None:
            return
        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="ozgdesk-", ignore_cleanup_errors=True)
            self.destroyed.connect(self._copies.cleanup)
        path = Path(tempfile.mkdtemp(dir=self._copies.name)) / self.file_name()
        self._run(partial(save, found.data, path), partial(self._on_opened, path))

    def file_name(self) -> str:
        """A name for the file: title, municipality and Stichtag."""
        chosen = self._chosen()
        town = self.desk.snapshot.find(Municipality, chosen.municipality_id if chosen else None)
        as_of = (chosen.as_of if chosen else None) or self.desk.view.as_of
        return file_name((self.sheet.title, town.code if town else "", as_of.isoformat()), "pdf")

    # Layout

    def _build(self) -> None:
        self.preview = Preview(self._ask_for_page)
        self.preview.zoomed.connect(self._show_zoom)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools())
        column.addWidget(self.preview, 1)
        splitter = QSplitter()
        splitter.addWidget(self._side())
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.step(72), 900])
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(theme.step(64))
        title = QLabel("Berichte")
        theme.look(title, "title")
        self.list = QListWidget()
        self.list.setAccessibleName("Blätter")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for sheet in SHEETS:
            item = QListWidgetItem(icon("reports", "accent"), sheet.title)
            item.setData(_SHEET, sheet.key)
            item.setToolTip(sheet.description)
            item.setSizeHint(QSize(0, theme.step(8)))
            self.list.addItem(item)
        self.list.setFixedHeight(len(SHEETS) * theme.step(8) + 4)
        self.list.currentRowChanged.connect(lambda _row: self._on_sheet())
        self.description = QLabel()
        self.description.setWordWrap(True)
        theme.look(self.description, "muted")
        self.options = OptionsForm()
        self.options.changed.connect(self._wait)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(theme.step(6), theme.step(4), theme.step(4), theme.step(4))
        layout.setSpacing(theme.step(3))
        for widget in (title, self.list, self.description):
            layout.addWidget(widget)
        layout.addWidget(_scrolled(self.options), 1)
        for button in self._buttons():
            layout.addWidget(button)
        return side

    def _buttons(self) -> list[QPushButton]:
        made = []
        for text, name, run in (
            ("Druc&ken …", "print", self.print_out),
            ("Speichern &unter …", "save", self.save_as),
            ("I&m PDF-Programm öffnen", "external", self.open_outside),
        ):
            button = QPushButton(icon(name), text)
            button.clicked.connect(lambda _checked=False, run=run: run())
            made.append(button)
        self.print_button, self.save_button, self.open_button = made
        return made

    def _tools(self) -> QWidget:
        bar = QWidget()
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        self.pages = QLabel()
        theme.look(self.pages, "muted")
        self.zoom = QLabel()
        theme.look(self.zoom, "muted")
        layout.addWidget(self.pages)
        layout.addStretch(1)
        for name, text, run in (
            ("zoom_out", "Kleiner (−)", self.preview.zoom_out),
            ("zoom_in", "Größer (+)", self.preview.zoom_in),
            ("zoom_fit", "Breite anpassen (0)", self.preview.zoom_to_fit),
        ):
            button = QPushButton(icon(name), "")
            button.setToolTip(text)
            button.setAccessibleName(text)
            theme.look(button, "quiet")
            button.clicked.connect(lambda _checked=False, run=run: run())
            layout.addWidget(button)
        layout.addWidget(self.zoom)
        return bar

    # Making and showing

    def _chosen(self) -> Chosen | None:
        return self.options.chosen()

    def _on_sheet(self) -> None:
        self.description.setText(self.sheet.description)
        self.options.show_sheet(self.sheet)
        if self._made_from:
            self._wait()

    def _wait(self) -> None:
        """Make the sheet when choosing comes to rest; nobody may print the one before under its name."""
        self._allow(False)
        self._pause.start()

    def _make(self) -> None:
        """Make the sheet as chosen, unless it is shown already."""
        self._pause.stop()
        chosen = self._chosen()
        view = self.desk.guard(lambda: self._view(chosen)) if chosen is not None else None
        if chosen is None or view is None:
            return
        line = self._task_line(chosen, view)
        given = SheetOptions(
            printed_on=self.desk.workspace.clock.today(),
            baseline_id=self.desk.lens.baseline_id,
            author=self.desk.workspace.author.name,
            tasks=line.query,
        )
        options = chosen.sheet_options(self.sheet, given)
        wanted = (self.sheet.key, options, self.desk.snapshot, view.as_of, view.recorded_until)
        if len(wanted) == len(self._made_from) and all(
            new is old or new == old for new, old in zip(wanted, self._made_from, strict=True)
        ):
            self._allow(self._paper is not None)
            return
        self._made_from = wanted
        if line.problems:
            reasons = " ".join(piece.problem for piece in line.problems)
            self.desk.tell(f"Ein Teil des Filters gilt hier nicht. {reasons}")
        self._round += 1
        self._paper = None
        self._allow(False)
        self.pages.setText("Blatt wird erstellt …")
        make = partial(_make_paper, self.sheet.key, view, options)
        self.desk.jobs.run(make, done=partial(self._on_made, self._round), failed=self._on_not_made)

    def _offer_filters(self) -> None:
        self.options.show_filters(self.desk.task_line, self.desk.settings.task_filters)
        if self.options.follows_filter:
            self._wait()

    def _task_line(self, chosen: Chosen, view: View) -> QueryLine:
        line = chosen.task_line if self.sheet.lists_tasks else None
        return read_line(line or "", view.as_of, [row.code for row in view.municipalities])

    def _view(self, chosen: Chosen) -> View:
        """A View of its own, because the sheet is made in another thread."""
        known_at = None if chosen.known_on is None else end_of_day(chosen.known_on)
        return self.desk.workspace.view_known_at(chosen.as_of or self.desk.view.as_of, known_at)

    def _on_made(self, round_: int, made: Paper) -> None:
        if round_ != self._round:
            return
        self._paper = made
        self.preview.show_paper(made, self.sheet.title)
        self.pages.setText(formats.count(len(made.sizes), "Seite", "Seiten"))
        self._show_zoom()
        self._allow(not self._pause.isActive())

    def _on_not_made(self, error: BaseException) -> None:
        self._made_from = ()
        self._paper = None
        self.pages.setText("")
        if isinstance(error, NotPrintable):
            self.preview.show_message(str(error))
            return
        self.preview.show_message("Das Blatt konnte nicht erstellt werden; bitte wählen Sie ein anderes.")
        raise error

    def _ask_for_page(self, number: int, pixels: int) -> None:
        found = self._paper
        if found is not None:
            done = partial(self._on_page, self._round, number)
            self.desk.jobs.run(picture, found, number, pixels, done=done)

    def _on_page(self, round_: int, number: int, image: QImage) -> None:
        if round_ == self._round:
            self.preview.show_picture(number, image)

    def _show_zoom(self) -> None:
        dots = self.logicalDpiX() / 72
        self.zoom.setText(formats.percent(self.preview.scale / dots))

    def _allow(self, allowed: bool) -> None:
        for button in (self.print_button, self.save_button, self.open_button):
            button.setEnabled(allowed)

    # Sending it out

    def _run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        self.desk.jobs.run(work, done=done, failed=self._on_not_sent)

    def _on_not_sent(self, error: BaseException) -> None:
        if not isinstance(error, NotSaved | NotPrinted):
            raise error
        self.desk.tell(str(error))

    def _on_saved(self, path: Path, _result: object) -> None:
        self.desk.workspace.seal()
        self.desk.tell(f"Gespeichert als „{path.name}“.")

    def _on_printed(self, count: object) -> None:
        pages = formats.count(count if isinstance(count, int) else 0, "Seite", "Seiten")
        self.desk.tell(f"{pages} an den Drucker gegeben.")

    def _on_opened(self, path: Path, _result: object) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.desk.tell(
                "Es ist kein Programm für PDF-Dateien eingerichtet; bitte speichern Sie das Blatt."
            )


def _scrolled(form: QWidget) -> QScrollArea:
    """The form in a frame of its own, so that a low window still shows what stands below it."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(form)
    return scroll


def _make_paper(key: str, view: View, options: SheetOptions) -> Paper:
    return paper(make_sheet(key, view, options))
