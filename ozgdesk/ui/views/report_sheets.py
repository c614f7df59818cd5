"""Blätter: the gallery of sheets with options and preview, and what is done with the finished sheet."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands.past import end_of_day
from ozgdesk.commands.reporting import issue_report
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.present.report_figures import STATUS
from ozgdesk.present.task_query_line import QueryLine, read_line
from ozgdesk.reports.issuing import prepare_issue, sheet_file_name
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.sheet import NotPrintable, Sheet, SheetOptions
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.report_choices import Chosen
from ozgdesk.ui.views.report_gallery import Gallery
from ozgdesk.ui.views.report_options import OptionsForm
from ozgdesk.ui.views.report_pages import Paper, paper
from ozgdesk.ui.views.report_pane import PreviewPane
from ozgdesk.ui.views.report_sending import Sending
from ozgdesk.ui.views.report_summary import SummaryBox

PAUSE_MS = 80  # between a choice and making the sheet, so that quick choices make one sheet


class SheetsView(QWidget):
    """The sheets left, the chosen one right. Sheets are made and pages painted off the GUI thread."""

    help_text = (
        "Wählen Sie links ein Blatt und was es enthalten soll; rechts sehen Sie es so, wie es gedruckt wird. "
        "Der Stichtag ist der Tag, für den gerechnet wird; der Datenstand sagt, welche Einträge zählen.\n\n"
        "Den Projektplan können Sie auf mehrere Seiten nebeneinander verteilen oder in einem festen Maßstab "
        "drucken, auf einen Zeitraum begrenzen und filtern wie am Bildschirm. Kommt er auf mehrere Seiten, "
        "zeigt jede oben links, welche sie ist und welche daneben liegen. Projektplan und Meilensteine "
        "vergleichen mit dem Basisplan, den Sie im Projektplan gewählt haben, oder mit einem anderen. "
        "Der Vertretungsplan zeigt acht Wochen ab dieser, oder die Wochen von „Von“ bis „Bis“.\n\n"
        "„Herausgeben“ behält das Blatt mit seinen Zahlen im Projekt; der nächste Statusbericht vergleicht "
        "sich damit. Seine Zusammenfassung schreiben Sie über der Vorschau.\n\n"
        "In der Vorschau: + und − ändern die Größe, 0 passt die Breite an, Bild auf und Bild ab blättern."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._paper: Paper | None = None
        self._round = 0
        self._made_from: tuple[object, ...] = ()
        self._made_of: tuple[View, SheetOptions] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._make)
        self._build()
        for signal in (desk.tasks_filtered, desk.preferred):
            signal.connect(self._offer_filters)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)
        desk.lens_changed.connect(self._wait)

    def show_view(self, view: View) -> None:
        """Make the sheet anew when the project changed."""
        self.options.show_view(view)
        self._offer_filters()
        self.list.refresh()
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
        self.options.what_if.look_at(self.desk.what_if)
        self.list.choose(key)
        self.preview.setFocus()

    @property
    def sheet(self) -> Sheet:
        """The chosen sheet."""
        return self.list.sheet

    def issue(self) -> None:
        """Keep the sheet as it is shown; it can be undone."""
        if self._paper is None or self._made_of is None:
            return
        found = prepare_issue(self.sheet, *self._made_of, self._paper.data)
        kept = self.desk.run(steps.ISSUE_REPORT, issue_report(**found.as_arguments()))
        if kept is not None:
            self.desk.tell(f"{found.title} herausgegeben; er steht unter „Herausgegeben“ zum Nachdrucken.")

    def file_name(self) -> str:
        """A name for the file: title, municipality and Stichtag."""
        assert self._made_of is not None
        return sheet_file_name(self.sheet, *self._made_of)

    # Layout

    def _build(self) -> None:
        self.pane = PreviewPane(self.desk)
        self.preview = self.pane.preview
        splitter = QSplitter()
        splitter.addWidget(self._side())
        splitter.addWidget(self._right())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.step(84), 900])
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(theme.step(70))
        self.list = Gallery(self.desk, self._usual)
        self.list.currentRowChanged.connect(lambda _row: self._on_sheet())
        self.description = QLabel()
        self.description.setWordWrap(True)
        theme.look(self.description, "muted")
        self.options = OptionsForm()
        self.options.changed.connect(self._wait)
        self.issue_button = QPushButton(icon("lock"), "H&erausgeben")
        self.issue_button.setToolTip("Das Blatt so im Projekt behalten, wie es jetzt ist.")
        self.issue_button.clicked.connect(lambda _checked=False: self.issue())
        self.sending = Sending(self.desk)
        self.print_button = self.sending.print_button
        layout = QVBoxLayout(side)
        layout.setContentsMargins(theme.step(6), theme.step(3), theme.step(4), theme.step(4))
        layout.setSpacing(theme.step(3))
        layout.addWidget(self.list, 3)
        layout.addWidget(self.description)
        layout.addWidget(_Scrolled(self.options), 2)
        layout.addWidget(self.issue_button)
        layout.addWidget(self.sending)
        return side

    def _right(self) -> QWidget:
        """The preview; above it what the reader will miss, and the summary of the status report."""
        right = QWidget()
        self.missing = QLabel(right)
        self.missing.setWordWrap(True)
        self.missing.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), 0)
        theme.look(self.missing, "error")
        self.missing.hide()
        self.summary = SummaryBox(self.desk, right)
        self.summary.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), 0)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self.missing)
        column.addWidget(self.pane, 1)
        return right

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
        """Make the sheet as chosen, unless it is shown already; a summary that is typed is on it."""
        self.summary.flush()
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
        self._show_summary(view, options)
        wanted = (self.sheet.key, options, self.desk.snapshot, view.as_of, view.recorded_until)
        if len(wanted) == len(self._made_from) and all(
            new is old or new == old for new, old in zip(wanted, self._made_from, strict=True)
        ):
            self._allow(self._paper is not None)
            return
        self._made_from = wanted
        self._made_of = (view, options)
        if line.problems:
            reasons = " ".join(piece.problem for piece in line.problems)
            self.desk.tell(f"Ein Teil des Filters gilt hier nicht. {reasons}")
        self._round += 1
        self._paper = None
        self._allow(False)
        self.pane.wait("Blatt wird erstellt …")
        make = partial(_make_paper, self.sheet, view, options)
        self.desk.jobs.run(make, done=partial(self._on_made, self._round), failed=self._on_not_made)

    def _show_summary(self, view: View, options: SheetOptions) -> None:
        """The summary of the status report, to be written here."""
        has_summary = self.sheet.key == STATUS
        self.summary.setVisible(has_summary)
        if has_summary:
            self.summary.show_for(view.as_of, options.municipality_id)

    def _usual(self) -> tuple[View, SheetOptions]:
        """Of what the pictures of the gallery are made: the project as it is, and nothing chosen."""
        view = self.desk.workspace.view_known_at(self.desk.view.as_of, None)
        return view, SheetOptions(printed_on=self.desk.workspace.clock.today())

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

    def _on_made(self, round_: int, result: tuple[Paper, str]) -> None:
        if round_ != self._round:
            return
        made, missing = result
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self._paper = made
        self.pane.show_paper(made, self.sheet.title)
        self._allow(not self._pause.isActive())

    def _on_not_made(self, error: BaseException) -> None:
        self._made_from = ()
        self._paper = None
        self.missing.hide()
        if isinstance(error, NotPrintable):
            self.pane.show_message(str(error))
            return
        self.pane.show_message("Das Blatt konnte nicht erstellt werden; bitte wählen Sie ein anderes.")
        raise error

    def _allow(self, allowed: bool) -> None:
        found = self._paper if allowed else None
        self.issue_button.setEnabled(found is not None)
        if found is None:
            self.sending.offer(None)
        else:
            self.sending.offer(found, self.file_name(), self.sheet.title)


class _Scrolled(QScrollArea):
    """The form in a frame of its own, so that a low window still shows what stands below it.

    It takes no more height than its fields need; the gallery gets the rest.
    """

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self._form = form
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(form)

    def sizeHint(self) -> QSize:
        return self._form.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def _make_paper(sheet: Sheet, view: View, options: SheetOptions) -> tuple[Paper, str]:
    """In a worker: the sheet, and what a reader will miss on it."""
    missing = sheet.missing(view, options) if sheet.missing else ""
    return paper(make_sheet(sheet.key, view, options)), missing
