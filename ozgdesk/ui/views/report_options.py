"""What may be chosen for a sheet: municipality, agreement, versions, baseline, meeting …"""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.view import View
from ozgdesk.formats import NotReadable
from ozgdesk.present.agreement import version_rows
from ozgdesk.present.agreement_document import stage_text
from ozgdesk.present.baselines import baseline_rows
from ozgdesk.present.comparison import version_pairs
from ozgdesk.present.council_paper import paper_fans
from ozgdesk.present.meeting import meeting_choices
from ozgdesk.present.phases import phase_choices
from ozgdesk.present.plan_filter import INTERESTS, Interest
from ozgdesk.present.time_axis import ZOOMS, Zoom
from ozgdesk.reports.sheet import ChartOptions, Paper, Sheet
from ozgdesk.settings import SavedFilter
from ozgdesk.ui import theme
from ozgdesk.ui.views.report_choices import Chosen
from ozgdesk.ui.views.what_if_option import WhatIfOption
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.fields import DateField

PAPERS: dict[Paper, str] = {"a4": "A4", "a3": "A3"}
WHOLE = "Alle Kommunen"
ALL_PHASES = "Alle Phasen"
AS_IN_PLAN = "wie im Projektplan"
NEWEST = "Neuestes Protokoll"
NEWEST_MATTER = "die neueste"
TASKS_TIP = "Welche Aufgaben das Blatt enthält; Filter speichern Sie unter „Aufgaben“."
PUBLIC_TIP = "Nur was veröffentlicht werden darf oder muss."
CURRENT_VERSION = "die aktuelle"
USUAL_VERSIONS = "die aktuelle und ihre Vorlage"
ALL_TASKS = "alle"
_NOW = "\0"  # the entry for the filter that holds now, whatever it says: no line contains this
READABLE = "so breit wie nötig"
_DAYS_OF_PLAN = ("Anfang des Plans", "Ende des Plans")
_DAYS_OF_WEEKS = ("diese Woche", "nach acht Wochen")
_WIDTHS = range(1, 7)  # pages side by side that are offered


class OptionsForm(QWidget):
    """The fields; `changed` after every choice. A day that cannot be read is marked and asked for again."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = date.today()
        self.municipality = self._box("Kommune")
        self.agreement = self._box("Vereinbarung")
        self.text = self._box("Fassung", "Die Fassung der Vereinbarung, um die es auf dem Blatt geht.")
        self.agreement.activated.connect(self._on_agreement)
        self.versions = self._box("Fassungen", "Welche Fassungen das Blatt vergleicht.")
        self.baseline = self._box("Basisplan", "Der Basisplan, mit dem das Blatt vergleicht.")
        self.meeting = self._box("Sitzung")
        self.only_open = self._tick("Nur offene", "Nur offene Anmerkungen")
        self.fan = self._box("Angelegenheit")
        self.for_publication = self._tick("Zur Veröffentlichung", "Zur Veröffentlichung", PUBLIC_TIP)
        self.with_closed = self._tick("Auch nichtöffentliche", "Auch nichtöffentliche Beratungen")
        self.what_if = WhatIfOption()
        self.what_if.changed.connect(self.changed)
        self.tasks = self._box("Aufgaben", TASKS_TIP)
        self.paper = self._box("Papier")
        self.as_of = DateField("Stichtag", lambda: self._day)
        self.known_on = DateField("Datenstand", lambda: self._day)
        self.scale = self._box("Maßstab")
        self.phase = self._box("Phase")
        self.interest = self._box("Auswahl")
        self.first_on = DateField("Von", lambda: self._day)
        self.last_on = DateField("Bis", lambda: self._day)
        self.search = self._search_line()
        self._has_chart = self._has_days = self._has_baseline = self._has_text = False
        self._view: View | None = None
        self._task_line = ""
        for field in (self.as_of, self.known_on, self.first_on, self.last_on):
            field.settled.connect(self._on_day)
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        theme.look(self.reason, "error")
        self.form = QFormLayout(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(theme.step(2))
        self.form.addRow("Kommune", self.municipality)
        self.form.addRow("Vereinbarung", self.agreement)
        self.form.addRow("Fassung", self.text)
        self.form.addRow("Fassungen", self.versions)
        self.form.addRow("Basisplan", self.baseline)
        self.form.addRow("Sitzung", self.meeting)
        self.form.addRow("Anmerkungen", self.only_open)
        self.form.addRow("Angelegenheit", self.fan)
        self.form.addRow("", self.for_publication)
        self.form.addRow("Beratungen", self.with_closed)
        self.form.addRow("Was wäre, wenn", self.what_if)
        self.form.addRow("Aufgaben", self.tasks)
        self.form.addRow("Papier", self.paper)
        self._add_chart_rows()
        self.form.addRow("Stichtag", self.as_of)
        self.form.addRow("Datenstand", self.known_on)
        self.as_known_then = self._link()
        self.form.addRow("", self.as_known_then)
        self.form.addRow(self.reason)
        self.as_of.line.setToolTip("Der Tag, für den gerechnet wird.")
        self.known_on.line.setPlaceholderText("jetzt")
        self.known_on.line.setToolTip("Nur was am Ende dieses Tages schon eingetragen war; leer heißt jetzt.")
        self.reason.hide()
        self.form.setRowVisible(self.as_known_then, False)

    def show_view(self, view: View) -> None:
        """Offer the municipalities and agreements of the project; choices stay."""
        self._day = view.as_of
        self.as_of.line.setPlaceholderText(formats.day(view.as_of))
        towns = [(row.id, f"{row.name} ({row.code})") for row in view.municipalities]
        _fill(self.municipality, [(None, WHOLE), *towns])
        rows = sorted(view.snapshot.all(Agreement), key=lambda row: row.order, reverse=True)
        _fill(self.agreement, [(row.id, row.short_title or row.title) for row in rows])
        self._view = view
        self._offer_texts()
        pairs = [(pair.key, pair.text) for pair in version_pairs(view)]
        _fill(self.versions, [(None, USUAL_VERSIONS), *pairs])
        _fill(self.fan, [(None, NEWEST_MATTER), *((fan.key, fan.title) for fan in paper_fans(view))])
        kept = [(row.id, row.name) for row in baseline_rows(view)]
        _fill(self.baseline, [(None, AS_IN_PLAN), *kept])
        self._offer_baselines()
        phases = [(phase.id, phase.indented) for phase in phase_choices(view)]
        _fill(self.phase, [(None, ALL_PHASES), *phases])
        self._offer_phases()
        meetings = meeting_choices(view, self.meeting.currentData() or "")
        _fill(self.meeting, [(None, NEWEST), *((row.id, row.text) for row in meetings)])

    def show_filters(self, now: str, kept: Iterable[SavedFilter]) -> None:
        """Offer the filter of the tasks that holds now, and those kept under a name."""
        self._task_line = now
        current = [(_NOW, f"wie jetzt gefiltert: {now}")] if now.strip() else []
        _fill(self.tasks, [(None, ALL_TASKS), *current, *((row.text, row.name) for row in kept)])

    @property
    def follows_filter(self) -> bool:
        """Whether the filter that holds now is chosen, so that its change is a choice too."""
        return self.tasks.currentData() == _NOW

    def choose_meeting(self, meeting_id: str) -> bool:
        """Choose the meeting whose minutes are shown; false when it is not offered."""
        return self._choose(self.meeting, meeting_id)

    def choose_matter(self, agreement_id: str, fan_key: str) -> None:
        """Choose the agreement, and the matter before the bodies, that sheets are about, where offered."""
        self._choose(self.agreement, agreement_id)
        self._choose(self.fan, fan_key)

    def choose_versions(self, former_id: str, version_id: str) -> bool:
        """Choose the two versions that sheets compare; false when they are not offered."""
        return self._choose(self.versions, f"{former_id} {version_id}")

    def _choose(self, box: QComboBox, id_: str) -> bool:
        index = box.findData(id_) if id_ else -1
        if index >= 0 and index != box.currentIndex():
            box.setCurrentIndex(index)
            self.changed.emit()
        return index >= 0

    def show_sheet(self, sheet: Sheet) -> None:
        """Offer only what this sheet knows."""
        _fill(self.paper, [(paper, PAPERS[paper]) for paper in sheet.papers])
        self.form.setRowVisible(self.agreement, sheet.is_of_agreement and self.agreement.count() > 1)
        self._has_text = sheet.has_version
        self._offer_texts()
        self.form.setRowVisible(self.versions, sheet.compares_versions and self.versions.count() > 2)
        self.form.setRowVisible(self.meeting, sheet.key == "minutes" and self.meeting.count() > 1)
        chooses_town = sheet.lists_remarks or not sheet.is_of_agreement
        self.form.setRowVisible(self.municipality, sheet.is_by_municipality and chooses_town)
        self.form.setRowVisible(self.only_open, sheet.lists_remarks)
        self.form.setRowVisible(self.fan, sheet.is_of_matter and self.fan.count() > 2)
        self.form.setRowVisible(self.for_publication, sheet.is_publishable)
        self.form.setRowVisible(self.with_closed, sheet.has_closed)
        self.form.setRowVisible(self.what_if, sheet.asks_what_if)
        self.form.setRowVisible(self.paper, len(sheet.papers) > 1)
        self.form.setRowVisible(self.tasks, sheet.lists_tasks)
        self._has_baseline = sheet.has_baseline
        self._offer_baselines()
        self._has_chart, self._has_days = sheet.has_chart, sheet.has_days
        for of_chart in (self.scale, self.interest, self.search):
            self.form.setRowVisible(of_chart, sheet.has_chart)
        self._offer_phases()
        hints = _DAYS_OF_PLAN if sheet.has_chart else _DAYS_OF_WEEKS
        for field, hint in zip((self.first_on, self.last_on), hints, strict=True):
            self.form.setRowVisible(field, sheet.has_days)
            field.line.setPlaceholderText(hint)

    def chosen(self) -> Chosen | None:
        """The answers; None while a day cannot be read or the time ends before it begins."""
        try:
            as_of, known_on = self.as_of.read(), self.known_on.read()
            chart = self._chart()
        except NotReadable:
            return None
        paper: Paper = self.paper.currentData() or "a4"
        tasks = self.tasks.currentData()
        former_id, _, version_id = (self.versions.currentData() or "").partition(" ")
        return Chosen(
            municipality_id=self.municipality.currentData(),
            agreement_id=self.agreement.currentData(),
            text_id=self.text.currentData(),
            version_id=version_id or None,
            former_id=former_id or None,
            baseline_id=self.baseline.currentData(),
            meeting_id=self.meeting.currentData(),
            only_open=self.only_open.isChecked(),
            fan_key=self.fan.currentData(),
            for_publication=self.for_publication.isChecked(),
            with_closed=self.with_closed.isChecked(),
            what_if=self.what_if.asked(),
            task_line=self._task_line if tasks == _NOW else tasks,
            paper=paper,
            as_of=as_of,
            known_on=known_on,
            chart=chart,
        )

    def _offer_texts(self) -> None:
        """Offer the versions of the chosen agreement, the newest first, and ask about this one."""
        rows = version_rows(self._view, self.agreement.currentData() or "") if self._view else ()
        _fill(self.text, [(None, CURRENT_VERSION), *((row.id, stage_text(row)) for row in reversed(rows))])
        self.form.setRowVisible(self.text, self._has_text and self.text.count() > 2)
        if self._view is not None:
            self.what_if.show_agreement(self._view, self.agreement.currentData() or "")

    def _on_agreement(self) -> None:
        before = self.text.currentData()
        self._offer_texts()
        if self.text.currentData() != before:
            self.changed.emit()

    def _offer_baselines(self) -> None:
        self.form.setRowVisible(self.baseline, self._has_baseline and self.baseline.count() > 1)

    def _offer_phases(self) -> None:
        self.form.setRowVisible(self.phase, self._has_chart and self.phase.count() > 1)

    def _chart(self) -> ChartOptions:
        if not self._has_days:
            return ChartOptions()
        first_on, last_on = self.first_on.read(), self.last_on.read()
        if first_on and last_on and last_on < first_on:
            raise NotReadable("Der Zeitraum endet vor seinem Anfang; bitte ändern Sie „Von“ oder „Bis“.")
        if not self._has_chart:
            return ChartOptions(first_on=first_on, last_on=last_on)
        scale = self.scale.currentData() or ""
        return ChartOptions(
            zoom=Zoom(scale) if scale in list(Zoom) else None,
            pages_wide=int(scale) if scale.isdigit() else None,
            first_on=first_on,
            last_on=last_on,
            text=self.search.text().strip(),
            interest=Interest(self.interest.currentData() or Interest.ALL),
            phase_id=self.phase.currentData(),
        )

    def _add_chart_rows(self) -> None:
        wide = [(str(n), formats.count(n, "Seite breit", "Seiten breit")) for n in _WIDTHS]
        fixed = [(zoom.value, f"fest: {word}") for zoom, word in ZOOMS.items()]
        _fill(self.scale, [("", READABLE), *wide, *fixed])
        _fill(self.interest, [(interest.value, word) for interest, word in INTERESTS.items()])
        self.form.addRow("Maßstab", self.scale)
        self.form.addRow("Von", self.first_on)
        self.form.addRow("Bis", self.last_on)
        self.form.addRow("Phase", self.phase)
        self.form.addRow("Auswahl", self.interest)
        self.form.addRow("Suche", self.search)
        self.scale.setToolTip(
            "Wie viele Seiten der Balkenplan nebeneinander braucht, oder ein fester Maßstab."
        )

    def _tick(self, text: str, name: str, tip: str = "") -> QCheckBox:
        box = QCheckBox(text, self)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.toggled.connect(lambda _on: self.changed.emit())
        return box

    def _search_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName("Suche")
        line.setPlaceholderText("Nummer oder Name")
        line.setToolTip("Nur Aufgaben und Phasen, in denen alle diese Wörter stehen.")
        theme.look(line, "plain")
        line.setClearButtonEnabled(True)
        line.textEdited.connect(lambda _text: self.changed.emit())
        return line

    def _link(self) -> QPushButton:
        """Lets a former report come out again."""
        link = QPushButton("wie am Stichtag bekannt")
        theme.look(link, "link")
        link.setToolTip("Der Bericht, wie er an diesem Tag ausgesehen hätte.")
        link.clicked.connect(self._know_no_more)
        return link

    def _box(self, name: str, tip: str = "") -> QComboBox:
        box = ComboBox()
        box.setToolTip(tip)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(9)
        box.activated.connect(lambda _index: self.changed.emit())
        return box

    def _know_no_more(self) -> None:
        """Count only what was entered by the Stichtag."""
        self.known_on.line.setText(self.as_of.line.text())
        self._on_day()

    def _on_day(self) -> None:
        days = (self.as_of, self.known_on)
        reasons = _marked((*days, self.first_on, self.last_on) if self._has_days else days)
        if self._has_days and not reasons:
            try:
                self._chart()
            except NotReadable as wrong:
                self.last_on.mark(str(wrong))
                reasons.append(str(wrong))
        self.reason.setText("\n".join(reasons))
        self.reason.setVisible(bool(reasons))
        self.form.setRowVisible(self.as_known_then, bool(self.as_of.line.text().strip()) and not reasons)
        if not reasons:
            self.changed.emit()


def _marked(fields: Iterable[DateField]) -> list[str]:
    """Mark every field that cannot be read, and say why."""
    reasons = []
    for field in fields:
        try:
            field.read()
        except NotReadable as wrong:
            field.mark(str(wrong))
            reasons.append(str(wrong))
        else:
            field.accept()
            field.mark("")
    return reasons


def _fill(box: QComboBox, entries: list[tuple[str | None, str]]) -> None:
    """Offer other entries and keep the chosen one if it is still there."""
    kept = box.currentData()
    box.clear()
    for value, text in entries:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(kept), 0) if kept is not None else 0)
