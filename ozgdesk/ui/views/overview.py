"""Übersicht: where the cooperation stands. Lights are in `overview_lights`, columns in `overview_columns`."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands import records, steering
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Cooperation, Grant, Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.steering import Decision, Risk
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import GrantState
from ozgdesk.present.burn_down import burn_down
from ozgdesk.present.milestones import milestone_trend
from ozgdesk.present.overview import NextDate, Overview, overview_rows
from ozgdesk.present.steering import AgreementLine
from ozgdesk.reports.burn_drawing import burn_figure
from ozgdesk.reports.trend_drawing import trend_figures
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.overview_columns import (
    date_columns,
    decision_columns,
    grant_columns,
    milestone_columns,
    risk_columns,
)
from ozgdesk.ui.views.overview_lights import LightPanel, ScopeCard
from ozgdesk.ui.views.report_summary import SummaryBox
from ozgdesk.ui.widgets.figure_view import FigureView
from ozgdesk.ui.widgets.rows import Column, RowModel
from ozgdesk.ui.widgets.sections import FirstStep, Section

_WIDE = 1080  # pixels from which two lists stand side by side
_CARD_WIDTH = 188  # the least room for a card, with its gap


class OverviewView(QWidget):
    """Cards of the municipalities, lights with reasons, effect of the agreements, next dates, the lists."""

    help_text = (
        "Die Karten zeigen je Kommune die Ampel „Termine“ und die Zahlen. Wählen Sie eine Karte, um alle "
        "Ampeln dieser Kommune mit ihren Gründen zu sehen. Termine werden berechnet; Kosten, Ergebnis und "
        "Risiko bewerten Sie selbst, Gelb und Rot brauchen eine Begründung.\n\n"
        "Die Zusammenfassung steht im Statusbericht der gewählten Karte, der Verlauf der offenen Aufgaben "
        "mit allen Zahlen in seinem Anhang.\n\n"
        "In den Listen: F2 ändert eine Zelle, Einfg legt eine Zeile an, Entf löscht, die Eingabetaste öffnet "
        "die Zeile im Inspektor oder springt zur Stelle.\n\n"
        "Der Name der Zusammenarbeit oben öffnet ihre Angaben; dort steht auch, ob Heiligabend und Silvester "
        "arbeitsfrei sind."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.overview: Overview | None = None
        self.scope = ""
        self._cards: list[ScopeCard] = []
        self._content = self._scrolled()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(theme.step(6), theme.step(4), theme.step(6), theme.step(6))
        self._column.setSpacing(theme.step(5))
        self._build_head()
        self._build_lists()
        self._column.addStretch(1)

    def _scrolled(self) -> QWidget:
        """What scrolls as a whole; all that lies in it is made as its child, for which see `places`."""
        content = QWidget()
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        return content

    def _build_head(self) -> None:
        title = QLabel("Übersicht", self._content)
        theme.look(title, "title")
        self.day = QLabel(self._content)
        theme.look(self.day, "muted")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(title)
        texts.addWidget(self.day)
        self._column.addLayout(texts)
        self._card_grid = QGridLayout()
        self._card_grid.setSpacing(theme.step(3))
        self._column.addLayout(self._card_grid)
        self.first = FirstStep(
            "Eine Zusammenarbeit beginnt mit ihren Kommunen.", "Erste Kommune anlegen", self._content
        )
        self.first.button.clicked.connect(lambda: self.desk.draft(Municipality))
        self._column.addWidget(self.first)
        self.panel = LightPanel(self.desk, self._content)
        self._column.addWidget(self.panel)
        self.summary = SummaryBox(self.desk, self._content)
        self._column.addWidget(self.summary)
        self._agreements = QGridLayout()
        self._agreements.setHorizontalSpacing(theme.step(3))
        self._agreements.setVerticalSpacing(theme.step(1))
        self._agreements.setColumnStretch(1, 1)
        self._column.addLayout(self._agreements)

    def _build_lists(self) -> None:
        self.dates = self._section(
            "Nächste Termine", date_columns(), "In den nächsten 30 Tagen steht nichts an."
        )
        self.milestones = self._section(
            "Meilensteine", milestone_columns(self), "Es ist kein Meilenstein geplant.", row_id="task_id"
        )
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(theme.step(6))
        self._pair.addWidget(self.dates, 1, Qt.AlignmentFlag.AlignTop)
        self._pair.addWidget(self.milestones, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._pair)
        self._burn_title, self.burn_down = self._add_picture("Verlauf der offenen Aufgaben")
        self.risks = self._section(
            "Risiken",
            risk_columns(self),
            "Es ist kein Risiko eingetragen.",
            row_id="risk_id",
            new="Neues Risiko",
        )
        self.decisions = self._section(
            "Entscheidungsbedarf",
            decision_columns(self),
            "Es ist nichts zu entscheiden.",
            row_id="decision_id",
            new="Neue Entscheidung",
        )
        self.grants = self._section(
            "Fördermittel",
            grant_columns(self),
            "Es sind keine Fördermittel eingetragen.",
            row_id="grant_id",
            new="Neue Förderung",
        )
        for section in (self.risks, self.decisions, self.grants):
            self._column.addWidget(section)
        self._trend_title, self.trend = self._add_picture("Meilensteintrend")
        self._connect_lists()

    def _add_picture(self, name: str) -> tuple[QLabel, FigureView]:
        """A picture as on paper; its figures stand in a list of the place or on the sheet of its name."""
        title, view = QLabel(name, self._content), FigureView(name, self._content)
        theme.look(title, "heading")
        self._column.addWidget(title)
        self._column.addWidget(view)
        return title, view

    def _connect_lists(self) -> None:
        self.dates.table.row_picked.connect(self._pick_date)
        self.dates.table.row_opened.connect(self._open_date)
        self._edits(self.milestones, Task)
        self.milestones.table.row_opened.connect(lambda id_: self.desk.go("plan", Subject(Task, id_)))
        self._edits(self.risks, Risk, title="Neues Risiko")
        self._edits(self.decisions, Decision, question="Neue Entscheidung")
        self._edits(self.grants, Grant, name="Neue Förderung", state=GrantState.SIGNALLED)
        self.risks.table.actions_for = self._risk_actions

    def _section(
        self,
        title: str,
        columns: tuple[Column, ...],
        empty: str,
        *,
        row_id: str = "id",
        new: str = "",
    ) -> Section:
        model = RowModel(columns, lambda row: getattr(row, row_id))
        return Section(title, model, empty, self._content, new=new)

    def _edits(self, section: Section, kind: type[Entity], **fresh: object) -> None:
        """Picking shows a row in the inspector; with `fresh` values rows are also created and removed."""
        table = section.table
        table.row_picked.connect(lambda id_: self.desk.pick(kind, id_))
        if not fresh:
            return
        table.row_opened.connect(lambda id_: self.desk.edit(kind, id_))
        table.on_create = partial(self._create, section, kind, fresh)
        table.on_remove = partial(self._remove, kind)
        if section.new_button is not None:
            section.new_button.clicked.connect(table.on_create)

    def show_view(self, view: View) -> None:
        """Show the cooperation; the chosen card, the unfolded light and selections stay."""
        rows = self.overview = overview_rows(view)
        self.day.setText(f"Stichtag {formats.day(rows.as_of)}")
        self._show_cards()
        self.first.setVisible(not rows.municipalities)
        self._show_agreements(rows.agreements)
        self.dates.show_rows(rows.dates)
        self.milestones.show_rows(rows.milestones)
        self.risks.show_rows(rows.risks)
        self.decisions.show_rows(rows.decisions)
        self.grants.show_rows(rows.grants)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Select a risk, decision, grant or milestone, or choose the card of a municipality."""
        if kind is Municipality:
            self.choose(id_)
            return self.scope == id_
        if kind is Cooperation:
            self.choose("")
            return True
        sections = {Risk: self.risks, Decision: self.decisions, Grant: self.grants, Task: self.milestones}
        section = sections.get(kind)
        if section is None or not section.table.pick(id_):
            return False
        section.table.setFocus()
        return True

    def choose(self, municipality_id: str) -> None:
        """Show the lights of a municipality, or of the whole with ""."""
        self.scope = municipality_id
        self._show_cards()
        cooperation = self.desk.view.cooperation
        if municipality_id:
            self.desk.pick(Municipality, municipality_id)
        elif cooperation is not None:
            self.desk.pick(Cooperation, cooperation.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = event.size().width() >= _WIDE
        self._pair.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self._place_cards()
        self.panel.fit(event.size().width() - theme.step(14))

    def _show_cards(self) -> None:
        if self.overview is None:
            return
        cards = (self.overview.whole, *self.overview.municipalities)
        if self.scope not in {card.municipality.id for card in cards}:
            self.scope = ""
        while len(self._cards) < len(cards):
            made = ScopeCard(self._content)
            made.chosen.connect(self.choose)
            self._cards.append(made)
        self.setFocusProxy(self._cards[0])
        for number, widget in enumerate(self._cards):
            widget.setVisible(number < len(cards))
        for widget, card in zip(self._cards, cards, strict=False):
            widget.show_card(card, is_chosen=card.municipality.id == self.scope)
            if card.municipality.id == self.scope:
                self.panel.show_card(card)
        self.summary.show_for(self.desk.view.as_of, self.scope or None)
        found = burn_down(self.desk.view, self.scope or None)
        self.burn_down.show_figure(burn_figure(found) if found.points else None)
        self._burn_title.setVisible(bool(found.points))
        figures = trend_figures(milestone_trend(self.desk.view, self.scope or None))
        self.trend.show_figure(figures[0] if figures else None)
        self._trend_title.setVisible(bool(figures))
        self._place_cards()

    def _place_cards(self) -> None:
        """As many cards in a row as fit, all of the same width."""
        most = max((self.width() - theme.step(12)) // _CARD_WIDTH, 1)
        for number, widget in enumerate(self._cards):
            self._card_grid.addWidget(widget, number // most, number % most)
        for column in range(self._card_grid.columnCount()):
            self._card_grid.setColumnStretch(column, 1 if column < min(most, len(self._cards)) else 0)

    def _show_agreements(self, lines: tuple[AgreementLine, ...]) -> None:
        while (item := self._agreements.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, line in enumerate(lines):
            self._add_agreement(row, line)

    def _add_agreement(self, row: int, line: AgreementLine) -> None:
        button = QPushButton(icon("agreement"), line.title, self._content)
        theme.look(button, "link")
        subject = Subject(Agreement, line.agreement_id)
        button.clicked.connect(lambda: self.desk.go("agreement", subject))
        text = f"{line.headline}. {line.missing}".strip()
        words = QLabel(text, self._content)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setContentsMargins(0, theme.step(1), 0, 0)
        words.setMinimumWidth(200)
        top = Qt.AlignmentFlag.AlignTop
        self._agreements.addWidget(button, row, 0, top | Qt.AlignmentFlag.AlignLeft)
        self._agreements.addWidget(words, row, 1, top)

    def _create(self, section: Section, kind: type[Entity], fresh: dict[str, object]) -> None:
        made = self.desk.run(steps.create(kind), records.create(kind, **fresh))
        if made is not None:
            section.table.setFocus()
            section.table.pick(made.id)
            self.desk.edit(kind, made.id)

    def _remove(self, kind: type[Entity], ids: list[str]) -> None:
        self.desk.run(steps.delete(kind), records.delete(kind, *ids))

    def _risk_actions(self, risk_id: str) -> list[QAction]:
        close = QAction(icon("check"), "Risiko schließen", self)
        close.triggered.connect(lambda: self.desk.run(steps.CLOSE_RISK, steering.close_risk(risk_id)))
        return [close]

    def _date(self, id_: str) -> NextDate | None:
        rows = self.overview.dates if self.overview else ()
        return next((row for row in rows if row.id == id_), None)

    def _pick_date(self, id_: str) -> None:
        row = self._date(id_)
        if row is not None:
            self.desk.pick(row.entity, row.id)

    def _open_date(self, id_: str) -> None:
        row = self._date(id_)
        if row is not None:
            self.desk.go(row.place, Subject(row.entity, row.id))
