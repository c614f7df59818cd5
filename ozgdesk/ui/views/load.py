"""Auslastung: the page that shows the work of every municipality over time against its agreed share."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.load import LoadStep
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.present.load import SPANS, STEPS, LoadCell, LoadPlace, LoadSpan, PersonLoad, load_rows
from ozgdesk.present.task_query_cards import chosen_tasks
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.load_chart import LoadChart
from ozgdesk.ui.views.load_settings import PERSONS_NOTICE, LoadSettings
from ozgdesk.ui.views.load_unplanned import UnplannedTable
from ozgdesk.ui.views.task_filter_bar import FILTER_HELP, TaskFilterBar
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel
from ozgdesk.ui.widgets.sections import FirstStep, Section, ShortTable

ONLY_PART = (
    "Es zählen nur die Zuständigkeiten, die zum Filter passen. Der vereinbarte Anteil gilt für alle Aufgaben "
    "und wird daher nicht verglichen."
)


class LoadView(QWidget):
    """A picture and its table, persons where that is wanted, and what has no effort yet."""

    help_text = (
        "Hier steht, wie viel Arbeit auf jede Kommune fällt. Der Aufwand einer Federführung verteilt sich "
        "auf die Arbeitstage der Aufgabe, der einer Zuarbeit bis zu ihrem eigenen Termin. Bei begonnenen "
        "Aufgaben liegt der Rest nach dem Fortschritt ab dem Stichtag. Die Linie ist der vereinbarte Anteil; "
        "was darüber liegt, ist schraffiert. Die Kommunen stehen in ihrer Reihenfolge, nie nach ihrer "
        "Auslastung.\n\n"
        "Was keinen Aufwand oder keine Termine hat, wird nicht geschätzt, sondern unten aufgelistet. Dort "
        "tragen Sie den Aufwand in Personentagen ein, zum Beispiel 2,5.\n\n"
        "Im Bild: Pfeiltasten wählen Kommune und Zeitraum, Pos1 und Ende den ersten und letzten, Eingabe "
        "zeigt die Kommune im Inspektor. „Als Tabelle“ zeigt dieselben Werte als Zeilen.\n\n"
        "In „Ohne Aufwand“: F2 oder eine Ziffer trägt den Aufwand ein, Eingabe speichert und geht weiter; "
        "sonst öffnet Eingabe die Zuständigkeit im Inspektor.\n\n"
        f"{FILTER_HELP}"
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.place: LoadPlace | None = None
        self.step = self._box("Zeiteinheit", STEPS)
        self.span = self._box("Zeitraum", SPANS)
        self.as_table = QToolButton(self)
        self.settings = LoadSettings(desk, self)
        self.chart = LoadChart(self)
        self.table = ShortTable(RowModel(_columns(self)), "Auslastung als Tabelle", self)
        self.part = _Strip()
        self.problems = _Strip()
        self.notice = _Strip()
        self.persons = Section(
            "Je Person", RowModel(_person_columns(self)), "In diesem Zeitraum hat niemand Aufwand.", self
        )
        self.efforts = UnplannedTable(desk)
        self.unplanned = Section(
            "Ohne Aufwand", self.efforts, "Alle offenen Zuständigkeiten haben Aufwand und Termine.", self
        )
        self.rest = plain_label("muted", "")
        self.filters = TaskFilterBar(desk, self.setFocus, self)
        self.first_step = FirstStep("Noch ist kein Aufwand geplant.", "Aufwand eintragen", self)
        self._lay_out()
        self._connect()

    def show_view(self, view: View) -> None:
        """Show the project; the marked bar, selections and choices stay."""
        self.settings.show_view(view)
        self.filters.refresh()
        chosen = chosen_tasks(view, self.desk.read_task_line().query)
        part_ids = chosen.parts if chosen else None
        place = self.place = load_rows(
            view, LoadStep(self.step.currentData()), LoadSpan(self.span.currentData()), part_ids
        )
        self.part.say(ONLY_PART if chosen else "")
        self.chart.show_place(place)
        columns = range(len(place.starts))
        self.table.rows.set_rows([lane.cells[column] for column in columns for lane in place.lanes])
        self.problems.say("\n".join(place.problems))
        self.persons.setVisible(place.persons is not None)
        self.persons.show_rows(place.persons or ())
        self.notice.say(PERSONS_NOTICE if place.persons is not None else "")
        self.unplanned.show_rows(tuple(row for row in place.unplanned if not row.is_done))
        done = sum(row.is_done for row in place.unplanned)
        self.rest.setText(_rest(done))
        self.rest.setVisible(done > 0)
        self._show_picture(has_load=bool(view.load.municipalities))

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Select a part without a figure, by itself or by its task."""
        for row in self.efforts.rows.rows:
            if (kind is Assignment and row.id == id_) or (kind is Task and row.task_id == id_):
                return self.efforts.pick(row.id)
        return False

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.filters.begin()

    def _on_filtered(self) -> None:
        """A page that is not seen is refreshed when it is visited."""
        if self.isVisible():
            self.show_view(self.desk.view)

    def _box(self, name: str, words: Mapping[Any, str]) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setAccessibleName(name)
        for value, text in words.items():
            box.addItem(text, value)
        box.activated.connect(lambda _index: self.show_view(self.desk.view))
        return box

    def _bar(self) -> QHBoxLayout:
        self.as_table.setIcon(icon("list"))
        self.as_table.setText("Als Tabelle")
        self.as_table.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.as_table.setCheckable(True)
        bar = QHBoxLayout()
        bar.setSpacing(theme.step(2))
        for box in (self.step, self.span):
            bar.addWidget(box)
        bar.addStretch(1)
        bar.addWidget(self.as_table)
        return bar

    def _lay_out(self) -> None:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.step(6), theme.step(3), theme.step(6), theme.step(6))
        column.setSpacing(theme.step(4))
        head = QVBoxLayout()
        head.setSpacing(theme.step(2))
        head.addLayout(self._bar())
        head.addWidget(self.settings)
        column.addLayout(head)
        for widget in (
            self.part,
            self.problems,
            self.notice,
            self.first_step,
            self.chart,
            self.table,
            self.persons,
            self.unplanned,
        ):
            column.addWidget(widget)
        column.addWidget(self.rest)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(scroll, 1)
        self.setFocusProxy(self.chart)

    def _connect(self) -> None:
        self.desk.tasks_filtered.connect(self._on_filtered)
        self.as_table.toggled.connect(self._on_as_table)
        self.first_step.button.clicked.connect(self._on_first_step)
        self.chart.opened.connect(lambda id_: self.desk.pick(Municipality, id_))
        self.chart.cell_picked.connect(self.table.pick)
        self.table.row_picked.connect(self.chart.pick)
        self.persons.table.row_picked.connect(lambda id_: self.desk.pick(Person, id_))
        for table in (self.table, self.persons.table):
            table.horizontalHeader().setSectionsClickable(False)  # sorted by load they would be a ranking

    def _show_picture(self, *, has_load: bool) -> None:
        """The picture or its table; before there is any load, the first step towards it."""
        is_table = self.as_table.isChecked()
        self.table.setVisible(has_load and is_table)
        self.chart.setVisible(has_load and not is_table)
        self.as_table.setEnabled(has_load)
        self.first_step.setVisible(not has_load)
        self.first_step.button.setEnabled(bool(self.efforts.rows.rows))
        shown: QWidget = self.table if is_table else self.chart
        self.setFocusProxy(shown if has_load else self.first_step.button)

    def _on_as_table(self) -> None:
        self._show_picture(has_load=True)
        (self.table if self.as_table.isChecked() else self.chart).setFocus()

    def _on_first_step(self) -> None:
        self.efforts.setFocus()
        self.efforts.begin(0)


class _Strip(QFrame):
    """A sentence that should be known here; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        theme.look(self, "banner")
        self.label = plain_label()
        QVBoxLayout(self).addWidget(self.label)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence, or nothing."""
        self.label.setText(text)
        self.setVisible(bool(text))


def _rest(done: int) -> str:
    """What of the past is missing in the figures."""
    parts = formats.count(done, "erledigte Zuständigkeit hat", "erledigte Zuständigkeiten haben")
    return f"Außerdem {parts} keinen Aufwand; in den Zahlen der Vergangenheit fehlen sie."


def _columns(widget: QWidget) -> tuple[Column[LoadCell], ...]:
    def stand(cell: LoadCell) -> QColor:
        return theme.role(widget, "warning" if cell.is_over else "muted")

    return (
        Column("Zeitraum", lambda cell: cell.period, 150),
        Column("Kommune", lambda cell: cell.municipality.code, 84, chips=_chips),
        Column("Aufwand", lambda cell: formats.duration(cell.minutes), 100, right=True),
        Column("Anteil", lambda cell: cell.share_text, 80, right=True),
        Column("vereinbart", _agreed, 100, right=True),
        Column("Stand", lambda cell: cell.note, 200, stretch=True, color=stand),
    )


def _agreed(cell: LoadCell) -> str:
    return "–" if cell.agreed_minutes is None else formats.duration(cell.agreed_minutes)


def _person_columns(widget: QWidget) -> tuple[Column[PersonLoad], ...]:
    def muted(_row: PersonLoad) -> QColor:
        return theme.role(widget, "muted")

    return (
        Column("Kommune", lambda row: row.municipality.code, 84, chips=_chips),
        Column("Person", lambda row: row.name, 260, stretch=True),
        Column("Aufwand", lambda row: formats.duration(row.minutes), 110, right=True),
        Column("Spitze", lambda row: row.peak, 230, spare=1, color=muted),
    )


def _chips(row: LoadCell | PersonLoad) -> list[tuple[str, str]]:
    tag = row.municipality
    return [(tag.code, tag.color)] if tag.code else []
