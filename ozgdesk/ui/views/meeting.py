"""Aufgaben, page Besprechung: a meeting is prepared, run and closed here. It wires the parts of the page."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.meetings import proposed_next, rule_of
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import MinuteKind, MinutesState, Outcome
from ozgdesk.domain.votes import Votes
from ozgdesk.present.agenda import Proposal, agenda
from ozgdesk.present.capture import known
from ozgdesk.present.meeting import (
    Entry,
    MeetingRows,
    meeting_at_hand,
    meeting_choices,
    meeting_rows,
    open_questions,
)
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.capture_line import CaptureLine
from ozgdesk.ui.views.closing_bar import ClosingBar
from ozgdesk.ui.views.meeting_actions import MeetingActions
from ozgdesk.ui.views.meeting_entries import EntryTable
from ozgdesk.ui.views.meeting_head import MeetingHead
from ozgdesk.ui.views.meeting_side import AttendancePanel, ProposalPanel, ResultPanel
from ozgdesk.ui.views.resolution_bar import ResolutionBar
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.sections import FirstStep

HELP = (
    "Hier bereiten Sie eine Sitzung vor, führen sie und schließen ihr Protokoll ab.\n\n"
    "Vorbereiten: „Neue Sitzung“ fragt nach dem Gremium; Tag, Zeit, Ort, Leitung und Protokoll stehen in den "
    "Angaben (Stift). Die Leertaste setzt markierte Vorschläge auf die Tagesordnung; in der Zeile unten "
    "ergänzen Sie eigene Punkte. Unter „Teilnahme“ wechselt die Leertaste zwischen anwesend, entschuldigt "
    "und abwesend.\n\n"
    "Führen: F9 setzt den Cursor in die Protokollzeile, auch von der Tafel aus; Bild auf und Bild ab "
    "wechseln dort den Tagesordnungspunkt. Eingabe hält fest:\n"
    "Worte – Notiz zum Punkt · NA: Angebot einholen bis 04.12. – Auftrag, NA federführend · NA, GLA: … – GLA "
    "arbeitet zu · Beschluss: … – Beschluss, danach das Ergebnis · A-017 erledigt · A-017 wartet ekom21 bis "
    "04.12. – Zustand, mit Wiedervorlage · A-017 Worte – Notiz zur Aufgabe · TOP: … – weiterer Punkt · "
    "- … – immer eine Notiz. Tab übernimmt einen Vorschlag.\n"
    "Was Sie während der Sitzung an Zustand, Federführung, Frist oder Zuarbeit einer Aufgabe ändern, steht "
    "im selben Schritt im Protokoll.\n\n"
    "Liste: Strg+Pfeil auf und ab ordnet um · F2 ändert den Text · Entf löscht · Einfg geht in die Zeile · "
    "Eingabe öffnet das Ergebnis eines Beschlusses oder die Aufgabe.\n\n"
    "Umschalt+F9 beginnt die Sitzung, schließt sie und öffnet ihr Protokoll wieder. Schließen fragt "
    "nach Ende und nächstem Termin und nennt, was noch fehlt. Danach bleibt das Protokoll, wie es ist, bis "
    "Sie es wieder öffnen. Strg+P zeigt es als Blatt."
)

_TYPE_TOPIC = "Eigener Punkt für die Tagesordnung (Eingabe)"
_TYPE_ENTRY = "Notiz, „NA: Auftrag bis 04.12.“, „Beschluss: …“ oder „A-017 erledigt“ (F9)"
_NO_ENTRIES = (
    "Die Tagesordnung ist noch leer. Die Leertaste setzt markierte Vorschläge darauf, eigene Punkte ergänzen "
    "Sie in der Zeile unten."
)
_NOT_KEPT = "Diese Zeile steht noch nicht im Protokoll. Eingabe hält sie fest; sonst leeren Sie sie bitte."
_EMPTY = "Noch keine Sitzung. Legen Sie die erste an, zum Beispiel den Jour fixe der Lenkungsgruppe."


class MeetingView(QWidget):
    """Minutes left, proposals, attendance and results right, one line below; what is chosen stays by id."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.verbs = MeetingActions(desk)
        self.rows: MeetingRows | None = None
        self.meeting_id = ""
        self.head = MeetingHead(self)
        self.first = FirstStep(_EMPTY, "Neue Sitzung", self)
        self.no_entries = plain_label("muted", _NO_ENTRIES)
        self.entries = EntryTable(lambda entry, text: self.verbs.rename(entry.id, text), self)
        self.proposals = ProposalPanel(self)
        self.attendance = AttendancePanel(self.verbs.edit_attendance, self.verbs.persons, self)
        self.results = ResultPanel(self)
        self.side = QTabWidget(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.line = CaptureLine(self)
        self.resolution = ResolutionBar(self)
        self.closing = ClosingBar(self)
        self._lay_out()
        self._connect()

    def show_view(self, view: View) -> None:
        """Show the project; the meeting and its chosen entry stay."""
        if view.snapshot.find(Meeting, self.meeting_id) is None:
            self.meeting_id = meeting_at_hand(view)
        self.head.show_choices(meeting_choices(view, self.meeting_id), self.meeting_id)
        self.head.show_bodies(self.verbs.bodies())
        self.rows = meeting_rows(view, self.meeting_id) if self.meeting_id else None
        self.desk.meeting_id = self.meeting_id
        self.head.show_meeting(self.rows)
        for widget in (self.splitter, self.line):
            widget.setVisible(self.rows is not None)
        self.first.setVisible(self.rows is None)
        if self.rows is not None:
            self._show_rows(view, self.rows)
        self._close_stale_bars()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Show a meeting, or the one that an entry belongs to."""
        row = self.desk.snapshot.find(kind, id_)
        if isinstance(row, Meeting):
            return self.show_meeting(row.id)
        if isinstance(row, MinuteItem):
            return self.show_meeting(row.meeting_id) and self.entries.pick(id_)
        if isinstance(row, Attendance):
            self.side.setCurrentWidget(self.attendance)
            return self.show_meeting(row.meeting_id) and self.attendance.table.pick(id_)
        return False

    def show_meeting(self, meeting_id: str) -> bool:
        """Show another meeting."""
        if meeting_id != self.meeting_id and self._is_held_up():
            self.head.show_meeting(self.rows)
            return False
        self.meeting_id = meeting_id
        self.resolution.hide()
        self.closing.hide()
        self.desk.unpick()
        self.show_view(self.desk.view)
        return True

    def take_next_step(self) -> None:
        """Begin the meeting, close it, or open its minutes again."""
        if self.rows is not None:
            self._on_step(self.rows.state)

    def begin_line(self) -> None:
        """Put the cursor into the line at the bottom."""
        if self.line.isVisible():
            self.line.field.setFocus()

    # Layout and wiring

    def _lay_out(self) -> None:
        for panel, title in (
            (self.proposals, "Vorschläge"),
            (self.attendance, "Teilnahme"),
            (self.results, "Aufträge und Änderungen"),
        ):
            self.side.addTab(panel, title)
        self.side.setDocumentMode(True)
        self.side.tabBar().setAccessibleName("Neben dem Protokoll")
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self.side)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([theme.step(150), theme.step(125)])
        self.first.setContentsMargins(theme.step(4), theme.step(4), theme.step(4), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.first)
        column.addWidget(self.splitter, 1)
        for bar in (self.resolution, self.closing, self.line):
            column.addWidget(bar)
        column.addStretch(0)
        self.entries.on_create = self.begin_line
        self.entries.on_remove = lambda ids: self.verbs.remove(ids[0])
        self.attendance.table.on_remove = self.verbs.remove_attendance
        self.attendance.table.on_create = self.attendance.guest.setFocus

    def _left(self) -> QWidget:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.step(3), theme.step(1), theme.step(1), 0)
        column.addWidget(self.no_entries)
        column.addWidget(self.entries, 1)
        return left

    def _connect(self) -> None:
        self.head.meeting_chosen.connect(self.show_meeting)
        self.head.body_chosen.connect(self._on_new)
        self.head.step_wanted.connect(self.take_next_step)
        QShortcut(QKeySequence("Shift+F9"), self, self.take_next_step)
        self.head.edit_wanted.connect(lambda: self.desk.edit(Meeting, self.meeting_id))
        self.head.print_wanted.connect(lambda: self.desk.asked_for_sheet.emit("minutes"))
        self.results.sheet_wanted.connect(self.desk.asked_for_sheet)
        self.first.button.clicked.connect(lambda: self.head.choose_body(self.first.button))
        self.entries.row_picked.connect(self._on_entry)
        self.entries.row_opened.connect(self._on_opened)
        self.entries.move_wanted.connect(self._on_move)
        self.proposals.wanted.connect(self._on_proposals)
        self.attendance.turned.connect(self.verbs.turn_presence)
        self.attendance.guest_named.connect(self._on_guest)
        self.attendance.invited.connect(lambda: self.verbs.invite(self.meeting_id))
        self.attendance.person_wanted.connect(lambda: self.desk.draft(Attendance, meeting_id=self.meeting_id))
        self.results.table.used.connect(lambda ids: self._go_to_task(ids[0]))
        self.line.entered.connect(self._on_line)
        self.line.field.topic_turned.connect(self._turn_topic)
        self.line.field.left.connect(self.entries.setFocus)
        self.resolution.taken.connect(self._on_result)
        self.resolution.closed.connect(self.begin_line)
        self.closing.taken.connect(self._on_close)
        self.closing.closed.connect(self.begin_line)

    def _show_rows(self, view: View, rows: MeetingRows) -> None:
        self.entries.rows.set_rows(rows.entries)
        self.no_entries.setVisible(not rows.entries)
        meeting = view.snapshot.get(Meeting, rows.id)
        self.proposals.show_rows(agenda(view, meeting), may_change=not rows.is_closed)
        self.attendance.show_rows(rows.attendance, may_change=not rows.is_closed)
        self.results.show_rows(rows)
        self.line.field.words = known(view) if rows.is_open else None
        self.line.setVisible(not rows.is_closed)
        self.side.setTabVisible(self.side.indexOf(self.proposals), not rows.is_closed)
        self.setFocusProxy(self.line.field if rows.is_open else self.entries)
        for place, (title, count) in enumerate(
            (
                ("Vorschläge", self.proposals.table.rows.rowCount()),
                ("Teilnahme", len(rows.attendance)),
                ("Aufträge und Änderungen", len(rows.given) + len(rows.changed)),
            )
        ):
            self.side.setTabText(place, f"{title} ({formats.number(count)})" if count else title)
        self._show_topic()

    # Topics and entries

    def _entry(self, id_: str | None) -> Entry | None:
        entries = self.rows.entries if self.rows else ()
        return next((entry for entry in entries if entry.id == id_), None)

    def _topics(self) -> list[Entry]:
        return [entry for entry in (self.rows.entries if self.rows else ()) if entry.kind == MinuteKind.TOPIC]

    def _topic_id(self) -> str:
        """The topic of the chosen entry, else the last one."""
        entry = self._entry(self.entries.picked_id())
        topics = self._topics()
        return entry.topic_id if entry else topics[-1].id if topics else ""

    def _show_topic(self) -> None:
        """Say under which topic the line writes, and let what happens elsewhere be noted there."""
        is_open = self.rows is not None and self.rows.is_open
        topic = self._entry(self._topic_id())
        self.desk.topic_id = topic.id if topic and is_open else ""
        where = f"TOP {topic.number}" if topic else "Protokoll"
        self.line.show_topic(where if is_open else "Neuer Punkt", _TYPE_ENTRY if is_open else _TYPE_TOPIC)

    def _turn_topic(self, by: int) -> None:
        topics = [topic.id for topic in self._topics()]
        if topics:
            now = topics.index(self._topic_id()) if self._topic_id() in topics else 0
            self.entries.pick(topics[min(max(now + by, 0), len(topics) - 1)])

    def _on_entry(self, id_: str) -> None:
        self._show_topic()
        entry = self._entry(id_)
        if entry is None:
            return
        kind = BY_TABLE.get(entry.subject_kind)
        if kind is not None and self.desk.snapshot.find(kind, entry.subject_id) is not None:
            self.desk.pick(kind, entry.subject_id)
        else:
            self.desk.unpick()

    def _on_opened(self, id_: str) -> None:
        entry = self._entry(id_)
        if entry is not None and entry.kind == MinuteKind.RESOLUTION:
            self._open_resolution(id_)
        else:
            self._go_to_task(id_)

    def _go_to_task(self, id_: str) -> None:
        entry = self._entry(id_)
        if entry is not None and self.desk.snapshot.find(Task, entry.subject_id) is not None:
            self.desk.go("board", Subject(Task, entry.subject_id))

    def _on_move(self, places: int) -> None:
        picked = self.entries.picked_id()
        if picked is not None:
            self.verbs.move(picked, places)

    def _on_line(self, text: str) -> None:
        made, reason = self.verbs.enter(self.meeting_id, self._topic_id(), text)
        if reason:
            self.line.refuse(reason)
            return
        self.line.taken()
        if made is not None:
            self.entries.pick(made.id)
            if made.kind is MinuteKind.RESOLUTION:
                self._open_resolution(made.id)

    # Preparing, resolving, closing

    def _on_new(self, body: str) -> None:
        made = self.verbs.prepare(body)
        if made is not None:
            self.show_meeting(made.id)
            self.desk.edit(Meeting, made.id)

    def _on_guest(self, guest: str) -> None:
        if self.verbs.add_guest(self.meeting_id, guest):
            self.attendance.guest.clear()

    def _on_proposals(self, ids: list[str]) -> None:
        rows: list[Proposal] = [row for row in self.proposals.table.rows.rows if row.id in ids]
        if rows and self.rows is not None and not self.rows.is_closed:
            made = self.verbs.add_proposals(self.meeting_id, rows, self._topic_id())
            if made is not None:
                self.entries.pick(made.id)

    def _on_step(self, state: str) -> None:
        if state == MinutesState.OPEN:
            self._open_closing()
        elif self.verbs.begin_or_reopen(self.meeting_id, state):
            topics = self._topics()
            if topics:
                self.entries.pick(topics[0].id)
            self.begin_line()

    def _open_resolution(self, id_: str) -> None:
        item = self.desk.snapshot.find(MinuteItem, id_)
        if item is None or self.rows is None or self.rows.is_closed:
            return
        if self._is_held_up():
            return
        meeting = self.desk.snapshot.get(Meeting, item.meeting_id)
        body = self.desk.snapshot.get(Committee, meeting.committee_id)
        self.closing.hide()
        questions = open_questions(self.desk.view, item.subject_id)
        self.resolution.open(item, rule_of(body), questions, body.kind)

    def _is_held_up(self) -> bool:
        """Whether a result is being typed, which must not be lost; then go there."""
        if self.resolution.is_begun:
            self.resolution.ask_back()
        return self.resolution.is_begun

    def _on_result(self, votes: Votes, objections: str, outcome: Outcome | None, decision_id: str) -> None:
        reason = self.verbs.resolve(self.resolution.item_id, votes, objections, outcome, decision_id)
        if reason:
            self.resolution.refuse(reason)
        else:
            self.resolution.hide()
            self.begin_line()

    def _open_closing(self) -> None:
        if self.rows is None or self._is_held_up():
            return
        if self.line.field.text().strip():  # closed minutes have no line in which it could be seen again
            self.line.refuse(_NOT_KEPT)
            self.begin_line()
            return
        workspace = self.desk.workspace
        meeting = self.desk.snapshot.get(Meeting, self.meeting_id)
        is_today = meeting.held_on == workspace.clock.today()
        ends_at = meeting.ends_at or (formats.clock(workspace.clock.now()) if is_today else "")
        self.resolution.hide()
        next_on = proposed_next(self.desk.snapshot, meeting)
        self.closing.open(ends_at, next_on, self.rows.missing, self.desk.view.as_of)

    def _on_close(self, ends_at: str, next_on: date | None) -> None:
        reason = self.verbs.close(self.meeting_id, ends_at, next_on)
        if reason:
            self.closing.refuse(reason)
            return
        self.closing.hide()
        self.side.setCurrentWidget(self.results)
        self.entries.setFocus()
        self.desk.tell(
            "Das Protokoll ist abgeschlossen; Protokoll und Aufgabenlisten stehen rechts als Blätter bereit."
        )

    def _close_stale_bars(self) -> None:
        """After an undo or a change elsewhere, a bar must not ask about what is no more."""
        if self.rows is None or not self.rows.is_open:
            self.closing.hide()
        if self._entry(self.resolution.item_id) is None or (self.rows is not None and self.rows.is_closed):
            self.resolution.hide()
