"""The page Fristen: from the wanted day back to the last day on which each municipality can submit."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands import deadlines
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.deadlines import Purpose, State
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.council import Fan
from ozgdesk.present.deadline_scene import deadline_scene, described
from ozgdesk.present.deadlines import Calculation, DeadlineRow, calculations, empty_text
from ozgdesk.texts import deadlines as words
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.council_choice import all_fans, chosen_fan
from ozgdesk.ui.views.deadline_chart import DeadlineChart
from ozgdesk.ui.views.deadline_settings import DeadlineSettings
from ozgdesk.ui.widgets import groups
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

HELP = (
    "Hier steht, bis wann jede Kommune ihre Vorlage einreichen muss, damit die Vereinbarung am Wunschtermin "
    "wirksam wird; betrifft die Angelegenheit keine Vereinbarung, damit bis dahin alle beschlossen haben. "
    "Gerechnet wird zurück über Bekanntmachung, Genehmigung und Unterschriften, dann über die "
    "Sitzungen der Gremien mit Ladungsfrist und Vorlagenschluss, sitzungsfreie Zeiten und Feiertage.\n\n"
    "Es zählen nur eingetragene Sitzungen. Ladungsfrist und Vorlagenschluss stehen beim Gremium; die Dauern "
    "oben sind Annahmen, die Sie ändern können.\n\n"
    "Pfeiltasten gehen im Bild von Tag zu Tag. In der Tabelle stehen dieselben Tage mit ihrer Begründung; "
    "die Eingabetaste öffnet, worauf eine Zeile "
    "beruht. „Als Meilensteine in den Plan übernehmen“ legt sie verknüpft an; nach einer Änderung rücken "
    "dieselben Meilensteine nach."
)
ICONS = {
    State.DONE.value: ("ok", "success"),
    State.SCHEDULED.value: ("calendar", "accent"),
    State.OPEN.value: ("deadline", "muted"),
    State.TOO_LATE.value: ("failed", "danger"),
    State.UNKNOWN.value: ("unknown", "muted"),
}
"""Shape and colour of a state; the word stands beside it."""


class DeadlinesView(QWidget):
    """Settings, picture and table of the calculation for the chosen matter."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._subject_id = ""
        self._shown: Calculation | None = None
        self.purposes = QuietComboBox()
        self.purposes.setAccessibleName("Was berechnet wird")
        self.purposes.activated.connect(lambda _place: self.show_view(desk.view))
        self.settings = DeadlineSettings(desk)
        self.headline = plain_label("heading")
        self.hints = plain_label("muted")
        self.legend = plain_label("muted")
        self.legend.setText(words.LEGEND)
        self.chart = DeadlineChart()
        self.table = _table(desk)
        self.chart.picked.connect(self.table.pick)
        self._calculated = self._lay_out()
        self.setFocusProxy(self.chart)

    def show_view(self, view: View) -> None:
        """Show the calculation for the chosen matter; the choice between several stays."""
        fan = chosen_fan(self._desk, all_fans(self._desk))
        self._subject_id = _subject_of(fan) if fan else ""
        found = calculations(view, self._subject_id)
        self._offer(found)
        wanted = self.purposes.currentData()
        self._shown = next((row for row in found if row.purpose == wanted), None)
        self.settings.show_subject(view, self._subject_id)
        self._show(view, self._shown)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring the rows that rest on a row into sight."""
        rows = self.table.rows.rows
        found = next(
            (row.id for row in rows if (BY_TABLE[row.subject_kind], row.subject_id) == (kind, id_)), ""
        )
        return kind is not Agreement and bool(found) and self.table.pick(found)

    def _lay_out(self) -> QWidget:
        words_above = QWidget()
        column = QVBoxLayout(words_above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step(1))
        for widget in (self.purposes, self.headline, self.hints, self.legend):
            column.addWidget(widget)
        calculated = groups.group(
            "Woraus das folgt", self.table, ("Als Meilensteine in den Plan übernehmen", self._take_over)
        )
        groups.fill(
            self,
            groups.group("Wunschtermin und Annahmen", self.settings),
            groups.group("Letzte Tage zum Einreichen", self.chart, above=words_above),
            calculated,
        )
        return calculated

    def _offer(self, found: tuple[Calculation, ...]) -> None:
        chosen = self.purposes.currentData()
        self.purposes.clear()
        for row in found:
            self.purposes.addItem(f"{row.purpose_text} zum {formats.day(row.wanted_on)}", row.purpose)
        self.purposes.setCurrentIndex(max(self.purposes.findData(chosen), 0) if found else -1)
        self.purposes.setVisible(len(found) > 1)

    def _show(self, view: View, found: Calculation | None) -> None:
        for widget in (self._calculated, self.legend):
            widget.setVisible(found is not None)
        if found is None:
            self.chart.show_scene(None, "")
            self.table.rows.set_rows(())
            self.headline.setText("")
            self.hints.setText(empty_text(view, self._subject_id))
        else:
            self.chart.show_scene(deadline_scene(view, found), described(found))
            self.table.rows.set_rows(tuple(_all_rows(found)))
            self.headline.setText(found.headline)
            self.hints.setText(" ".join((*found.hints, *_notice(found))))
        self.headline.setVisible(bool(self.headline.text()))
        self.hints.setVisible(bool(self.hints.text()))

    def _take_over(self) -> None:
        if self._shown is None:
            return
        command = deadlines.take_over(self._subject_id, Purpose(self._shown.purpose))
        found = self._desk.run(words.TAKE_OVER, command)
        if found is not None:
            self._desk.tell(words.taken_over(*map(_numbers, (found.created, found.moved, found.left))))


def _subject_of(fan: Fan) -> str:
    """The agreement of a matter, else the matter itself; empty for a paper that belongs to none."""
    return fan.agreement_id or (fan.key if fan.is_matter else "")


def _all_rows(found: Calculation) -> Iterator[DeadlineRow]:
    for lane in found.lanes:
        yield from lane.rests_on
    yield from found.steps


def _notice(found: Calculation) -> Iterator[str]:
    if found.notice_on is not None:
        yield f"Letzter Tag der Kündigung: {found.notice_text}."


def _numbers(tasks: tuple[Task, ...]) -> list[str]:
    return [task.number for task in tasks]


def _day(row: DeadlineRow) -> str:
    day = formats.weekday_and_day(row.on) if row.on else "offen"
    return f"{day} ({words.ASSUMED})" if row.is_assumed else day


def _table(desk: Desk) -> RowTable:
    """The twin of the picture: every last day with its reason."""
    columns: tuple[Column[DeadlineRow], ...] = (
        Column("", lambda r: r.municipality.code if r.municipality else "alle", width=76,
               chips=lambda r: [(r.municipality.code, r.municipality.color)] if r.municipality else []),
        Column("Schritt", lambda r: r.title, width=150),
        Column("Gremium", lambda r: r.committee, width=216, tip=lambda r: r.committee),
        Column("spätestens", _day, width=130,
               sort=lambda r: r.on, strong=lambda r: r.kind == "submission"),
        Column("Stand", lambda r: r.state_text, width=140, icon=lambda r: icon(*ICONS[r.state]),
               color=lambda r: theme.colors().color("danger") if r.state == "too_late" else None),
        Column("folgt aus", lambda r: r.text, stretch=True, tip=lambda r: r.text),
        Column("Norm", lambda r: r.norm, width=130, spare=1, tip=lambda r: r.norm),
    )  # fmt: skip
    table = RowTable(RowModel(columns), "Fristen mit Begründung")

    def subject(id_: str) -> tuple[type[Entity], str] | None:
        row = next((row for row in table.rows.rows if row.id == id_), None)
        return (BY_TABLE[row.subject_kind], row.subject_id) if row else None

    def look_at(id_: str) -> None:
        found = subject(id_)
        if found is not None:
            desk.pick(*found)

    def open_(id_: str) -> None:
        found = subject(id_)
        if found is not None:
            desk.edit(*found)

    table.row_picked.connect(look_at)
    table.row_opened.connect(open_)
    return table
