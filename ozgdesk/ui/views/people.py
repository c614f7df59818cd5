"""Beteiligte: persons, absences with deputies, bodies with office holders, shared offices."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from ozgdesk.commands import people, records
from ozgdesk.domain.cooperation import SharedOffice
from ozgdesk.domain.councils import Committee, OfficeHolder
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, Office
from ozgdesk.present.history import steps_that_lose_undo
from ozgdesk.present.people import PeoplePlace, people_rows
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.people_dialogs import EraseDialog, LeaveDialog
from ozgdesk.ui.views.people_tabs import AbsencesTab, BodiesTab, OfficesTab, PersonsTab, Tab
from ozgdesk.ui.widgets.rows import RowTable


class PeopleView(QWidget):
    """Four tabs over the same people; every row is shown and edited in the inspector."""

    help_text = (
        "Hier stehen die Ansprechpersonen der Kommunen, ihre Abwesenheiten mit Vertretung, die Gremien mit "
        "ihren Ämtern und die gemeinsamen Stellen. Gründe für Abwesenheiten werden nirgends gespeichert. "
        "Strg+P zeigt den Vertretungsplan: Woche für Woche, wer vertritt und was fällig wird.\n\n"
        "Strg+F: suchen · Einfg: neu · F2: bearbeiten · Entf: löschen · Umschalt+F10: weitere Befehle, zum "
        "Beispiel „Person scheidet aus“.\n\n"
        "Schließzeiten und sitzungsfreie Zeiten stehen bei der Kommune. Bearbeiten › Schulferien vorschlagen "
        "(Alt+B, U) trägt die Schulferien ein, die Sie ankreuzen."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.place: PeoplePlace | None = None
        self.persons = PersonsTab()
        self.absences = AbsencesTab()
        self.bodies = BodiesTab()
        self.offices = OfficesTab()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Ansichten der Beteiligten")
        for tab in self._pages():
            self.tabs.addTab(tab, tab.title)
        self._connect()
        title = QLabel("Beteiligte")
        theme.look(title, "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(4), theme.step(6), theme.step(4))
        layout.setSpacing(theme.step(2))
        layout.addWidget(title)
        layout.addWidget(self.tabs, 1)
        self._on_person(None)

    def show_view(self, view: View) -> None:
        """Show the project; selections and the tab stay."""
        self.place = people_rows(view)
        for tab in self._pages():
            tab.show_place(self.place)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a person, absence, body, office or shared office into sight."""
        for tab in self._pages():
            table = tab.tables.get(kind)
            if table is not None:
                tab.search.clear()
                self.tabs.setCurrentWidget(tab)
                return table.pick(id_)
        return False

    def find_here(self) -> None:
        """Put the cursor into the search field of the tab."""
        tab = self.tabs.currentWidget()
        if isinstance(tab, Tab):
            tab.search.setFocus()
            tab.search.selectAll()

    def add_person(self) -> None:
        """A new person of the municipality of the chosen one."""
        view = self.desk.view
        near = view.snapshot.find(Person, self.persons.table.picked_id())
        home = near.municipality_id if near else next((m.id for m in view.municipalities), None)
        self._create(Person, name="Neue Ansprechperson", municipality_id=home)

    def add_absence(self) -> None:
        """A new absence, from today on, of the person chosen last."""
        person_id = self.persons.table.picked_id() or self._first_person()
        if person_id is None:
            self.desk.tell("Bitte legen Sie zuerst eine Person an.")
            return
        today = self.desk.view.as_of
        made = self.desk.run(steps.create(Absence), people.add_absence(person_id, today, today))
        self._edit_made(Absence, made)

    def leave_person(self) -> None:
        """Ask for last day and successor of the chosen person and hand over."""
        person = self._chosen_person()
        if person is None or not self.desk.flush():
            return
        dialog = LeaveDialog(self.desk.view, person, self)
        if not dialog.exec():
            return
        answer = dialog.answer()
        if answer is None:
            return
        command = people.leave(person.id, answer.last_day, answer.successor_id)
        changes = self.desk.run(steps.PERSON_LEAVES, command)
        if changes is not None:
            self.desk.tell(
                f"{person.name} ist als ausgeschieden eingetragen; der Verlauf nennt alle Änderungen."
            )

    def erase_person(self) -> None:
        """Ask, and then erase what identifies the chosen person."""
        person = self._chosen_person()
        if person is None or not self.desk.flush():
            return
        workspace = self.desk.workspace
        lost = self.desk.guard(lambda: steps_that_lose_undo(workspace.heads()))
        if lost is None or not EraseDialog(person, lost, self).exec():
            return
        erased = self.desk.guard(lambda: self._erase(person.id))
        if erased:
            self.desk.tell("Die Angaben zur Person sind in Datei, Verlauf und Sicherungen gelöscht.")

    def _erase(self, person_id: str) -> bool:
        self.desk.workspace.erase_person(steps.ERASE_PERSON, people.erase(person_id))
        return True

    def _pages(self) -> tuple[Tab, ...]:
        return self.persons, self.absences, self.bodies, self.offices

    def _connect(self) -> None:
        for tab in self._pages():
            for kind, table in tab.tables.items():
                table.row_picked.connect(partial(self.desk.pick, kind))
                table.row_opened.connect(partial(self.desk.edit, kind))
                table.on_remove = partial(self._remove, kind)
        self.absences.timeline.absence_picked.connect(self.absences.table.pick)
        self.absences.table.row_picked.connect(self.absences.timeline.pick)
        self.persons.table.row_picked.connect(self._on_person)
        self.persons.table.actions_for = self._person_actions
        self.leave_button = self._button(self.persons, "Scheidet aus …", "person_leaves", self.leave_person)
        self.erase_button = self._button(self.persons, "Personenbezug löschen …", "delete", self.erase_person)
        self._adds(self.persons, self.persons.table, "Neue Person", self.add_person)
        self._adds(self.absences, self.absences.table, "Abwesenheit eintragen", self.add_absence)
        self._adds(self.bodies, self.bodies.bodies, "Neues Gremium", self._add_body)
        self._adds(self.bodies, self.bodies.holders, "Neues Amt", self._add_holder)
        self._adds(self.offices, self.offices.table, "Neue gemeinsame Stelle", self._add_office)

    def _button(self, tab: Tab, text: str, name: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(name), text)
        button.setAccessibleName(text)
        button.setToolTip(text)
        theme.look(button, "quiet")
        button.clicked.connect(lambda: run())
        tab.bar.addWidget(button)
        return button

    def _adds(self, tab: Tab, table: RowTable, text: str, run: Callable[[], object]) -> None:
        table.on_create = run
        self._button(tab, text, "add", run)

    def _person_actions(self, id_: str) -> list[QAction]:
        del id_
        leave = QAction(icon("person_leaves"), "Person scheidet aus …", self)
        leave.triggered.connect(self.leave_person)
        erase = QAction(icon("delete"), "Personenbezug löschen …", self)
        erase.setEnabled(self.erase_button.isEnabled())
        erase.triggered.connect(self.erase_person)
        return [leave, erase]

    def _on_person(self, id_: str | None) -> None:
        person = self.desk.snapshot.find(Person, id_)
        self.leave_button.setEnabled(person is not None)
        self.erase_button.setEnabled(person is not None and not person.is_function)

    def _chosen_person(self) -> Person | None:
        return self.desk.snapshot.find(Person, self.persons.table.picked_id())

    def _first_person(self) -> str | None:
        rows = self.place.persons if self.place else ()
        return next((row.id for row in rows if not row.has_left), None)

    def _add_body(self) -> None:
        home = next((m.id for m in self.desk.view.municipalities), None)
        self._create(Committee, name="Neues Gremium", kind=CommitteeKind.COMMITTEE, municipality_id=home)

    def _add_holder(self) -> None:
        home = self._first_municipality()
        if home is not None:
            self._create(OfficeHolder, municipality_id=home, office=Office.BOARD_MEMBER)

    def _add_office(self) -> None:
        home = self._first_municipality()
        if home is not None:
            self._create(SharedOffice, name="Neue gemeinsame Stelle", seat_id=home)

    def _first_municipality(self) -> str | None:
        found = next((m.id for m in self.desk.view.municipalities), None)
        if found is None:
            self.desk.tell("Bitte legen Sie zuerst eine Kommune an.")
        return found

    def _create(self, kind: type[Entity], /, **values: object) -> None:
        self._edit_made(kind, self.desk.run(steps.create(kind), records.create(kind, **values)))

    def _edit_made(self, kind: type[Entity], made: Entity | None) -> None:
        if made is not None:
            self.select(kind, made.id)
            self.desk.edit(kind, made.id)

    def _remove(self, kind: type[Entity], ids: list[str]) -> None:
        self.desk.run(steps.delete(kind), records.delete(kind, *ids))
