"""The tabs of Beteiligte: a bar with search and buttons above tables. What the buttons do is in `people`."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.domain.cooperation import SharedOffice
from ozgdesk.domain.councils import Committee, OfficeHolder
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.present.absences import AbsenceRow, absence_timeline
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.present.people import BodyRow, HolderRow, PeoplePlace, PersonRow, SharedOfficeRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.absence_timeline import AbsenceTimeline
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_STAGES = {"now": "jetzt", "later": "kommt", "past": "vorbei"}


_ROOM_FOR_WORDS = theme.step(150)


class Tab(QWidget):
    """A bar above the content; `tables` says which table shows which entity."""

    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[type[Entity], RowTable] = {}
        self._place: PeoplePlace | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText("Suchen")
        self.search.setAccessibleName(f"{self.title.replace('&', '')} durchsuchen")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(theme.step(36))
        self.search.setMaximumWidth(theme.step(60))
        self.search.textChanged.connect(lambda _text: self._refresh())
        self.bar = QHBoxLayout()
        self.bar.setSpacing(theme.step(1))
        self.bar.addWidget(self.search, 1)
        self.bar.addStretch(1)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        theme.look(self.empty, "muted")
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, theme.step(3), 0, 0)
        self.content.setSpacing(theme.step(2))
        self.content.addLayout(self.bar)
        self.content.addWidget(self.empty)

    def minimumSizeHint(self) -> QSize:
        """Less than the words of the buttons want: they give way, see `resizeEvent`."""
        return QSize(theme.step(96), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words of the buttons have no room, all but the last stand with icon and tooltip alone."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _ROOM_FOR_WORDS
        items = [self.bar.itemAt(place) for place in range(self.bar.count())]
        widgets = [item.widget() for item in items if item is not None]
        buttons = [widget for widget in widgets if isinstance(widget, QPushButton)]
        for button in buttons[:-1]:
            button.setText(button.accessibleName() if is_wide else "")

    def show_place(self, place: PeoplePlace) -> None:
        """Show other rows."""
        self._place = place
        self._refresh()

    def fill(self, place: PeoplePlace) -> None:
        """Hand the rows that match the search to the tables."""
        raise NotImplementedError

    def matching(self, rows: Sequence[Any], texts: Callable[[Any], Sequence[str]]) -> tuple[Any, ...]:
        """The rows whose texts contain all words of the search."""
        words = self.search.text().casefold().split()
        return tuple(row for row in rows if all(word in " ".join(texts(row)).casefold() for word in words))

    def say_when_empty(self, is_empty: bool, sentence: str) -> None:
        """Say what belongs here while there is nothing."""
        self.empty.setText(sentence if is_empty else "")
        self.empty.setVisible(is_empty)

    def _refresh(self) -> None:
        if self._place is not None:
            self.fill(self._place)

    def muted(self, _row: Any) -> QColor:
        """The colour of what steps back."""
        return theme.role(self, "muted")


def _chips(tag: MunicipalityTag) -> list[tuple[str, str]]:
    return [(tag.code, tag.color)] if tag.code else []


class PersonsTab(Tab):
    """Persons and posts by municipality."""

    title = "Personen"

    def __init__(self) -> None:
        super().__init__()
        self.model: RowModel[PersonRow] = RowModel(self._columns())
        self.table = self.tables[Person] = RowTable(self.model, "Personen")
        self.content.addWidget(self.table, 1)

    def fill(self, place: PeoplePlace) -> None:
        self.model.set_rows(
            self.matching(
                place.persons,
                lambda row: (
                    row.name,
                    row.function,
                    row.municipality.code,
                    row.municipality.name,
                    row.offices,
                ),
            )
        )
        self.say_when_empty(
            not place.persons,
            "Hier stehen die Ansprechpersonen der Kommunen. Legen Sie die erste mit „Neue Person“ an.",
        )

    def _columns(self) -> tuple[Column[PersonRow], ...]:
        def faded(row: PersonRow) -> QColor | None:
            return theme.role(self, "muted") if row.has_left else None

        def standing(row: PersonRow) -> QColor | None:
            return theme.role(self, "warning" if row.is_absent else "muted")

        return (
            Column("Kommune", lambda row: row.municipality.code or "gemeinsam", 84, chips=_chip_of),
            Column(
                "Name",
                _name,
                230,
                stretch=True,
                color=faded,
                icon=_person_icon,
                strong=_is_here,
                tip=_contact,
            ),
            Column("Funktion und Amt", _post, 216, spare=1, color=self.muted, tip=_post),
            Column("Stand", lambda row: row.status, 190, spare=2, color=standing, tip=lambda row: row.status),
        )


def _chip_of(row: Any) -> list[tuple[str, str]]:
    return _chips(row.municipality)


def _name(row: PersonRow) -> str:
    return row.name


def _post(row: PersonRow) -> str:
    return ", ".join(dict.fromkeys(text for text in (row.function, row.offices) if text))


def _contact(row: PersonRow) -> str:
    lines = (
        row.name,
        f"E-Mail: {row.email}" if row.email else "",
        f"Telefon: {row.phone}" if row.phone else "",
    )
    return "\n".join(line for line in lines if line)


def _person_icon(row: PersonRow) -> QIcon:
    return icon("tag" if row.is_function else "person", "muted")


def _is_here(row: PersonRow) -> bool:
    return not row.has_left


class AbsencesTab(Tab):
    """Absences: what to look at, the timeline, and its table twin."""

    title = "Abwesenheiten"

    def __init__(self) -> None:
        super().__init__()
        self.warnings = QLabel()
        self.warnings.setTextFormat(Qt.TextFormat.PlainText)
        self.warnings.setWordWrap(True)
        self.warnings.setAccessibleName("Hinweise zu Abwesenheiten")
        self.banner = QFrame()
        theme.look(self.banner, "banner")
        inner = QVBoxLayout(self.banner)
        inner.addWidget(self.warnings)
        self.timeline = AbsenceTimeline()
        self.model: RowModel[AbsenceRow] = RowModel(self._columns())
        self.table = self.tables[Absence] = RowTable(self.model, "Abwesenheiten")
        self.content.addWidget(self.timeline)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self.banner)

    def fill(self, place: PeoplePlace) -> None:
        rows = self.matching(place.absences, lambda row: (row.person, row.deputy, row.municipality.code))
        order = {"now": 0, "later": 1, "past": 2}
        self.model.set_rows(sorted(rows, key=lambda row: order[row.stage]))
        self.timeline.show_timeline(absence_timeline(place.as_of, rows))
        self.timeline.setVisible(self.timeline.sizeHint().height() > 0)
        shown = [f"• {text}" for text in place.findings[:5]]
        rest = len(place.findings) - len(shown)
        if rest:
            shown.append(f"… und {formats.count(rest, 'weiterer Hinweis', 'weitere Hinweise')}")
        self.warnings.setText("\n".join(shown))
        self.banner.setVisible(bool(shown))
        self.say_when_empty(
            not place.absences,
            "Hier stehen Abwesenheiten mit Vertretung, ohne Grund. Tragen Sie die erste ein.",
        )

    def _columns(self) -> tuple[Column[AbsenceRow], ...]:
        def warned(row: AbsenceRow) -> QColor | None:
            return theme.role(self, "danger") if row.warnings and row.stage != "past" else None

        def faded(row: AbsenceRow) -> QColor | None:
            return theme.role(self, "muted") if row.stage == "past" else None

        return (
            Column("Kommune", lambda row: row.municipality.code, 84, chips=_chip_of),
            Column("Person", lambda row: row.person, 176, stretch=True, color=faded),
            Column("Zeitraum", lambda row: row.period_text, 172, color=faded, sort=lambda row: row.from_on),
            Column("Vertretung", _deputy, 176, spare=2, color=warned, tip=_warnings),
            Column("Stand", lambda row: _STAGES[row.stage], 90, spare=1, color=self.muted),
        )


def _deputy(row: AbsenceRow) -> str:
    return f"{row.deputy or 'keine'} (!)" if row.warnings and row.stage != "past" else row.deputy or "keine"


def _warnings(row: AbsenceRow) -> str:
    return "\n".join(row.warnings)


class BodiesTab(Tab):
    """Bodies above, the offices below."""

    title = "Gremien und Ämter"

    def __init__(self) -> None:
        super().__init__()
        self.body_model: RowModel[BodyRow] = RowModel(self._body_columns())
        self.bodies = self.tables[Committee] = RowTable(self.body_model, "Gremien")
        self.holder_model: RowModel[HolderRow] = RowModel(self._holder_columns())
        self.holders = self.tables[OfficeHolder] = RowTable(self.holder_model, "Ämter")
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(_titled("Gremien", self.bodies))
        splitter.addWidget(_titled("Ämter", self.holders))
        splitter.setChildrenCollapsible(False)
        self.content.addWidget(splitter, 1)

    def fill(self, place: PeoplePlace) -> None:
        self.body_model.set_rows(
            self.matching(place.bodies, lambda row: (row.name, row.short_name, row.municipality.code))
        )
        self.holder_model.set_rows(
            self.matching(place.holders, lambda row: (row.title, row.name, row.body, row.municipality.code))
        )
        self.say_when_empty(
            not place.bodies and not place.holders,
            "Hier stehen Vertretungen, Magistrate, Ausschüsse und wer welches Amt innehat.",
        )

    def _body_columns(self) -> tuple[Column[BodyRow], ...]:
        return (
            Column("Kommune", lambda row: row.municipality.code or "gemeinsam", 100, chips=_chip_of),
            Column("Gremium", lambda row: row.name, 200, stretch=True, strong=_is_current, tip=_kind_of_body),
            Column("Kurz", lambda row: row.short_name, 64, spare=1, color=self.muted),
            Column(
                "Sitze",
                lambda row: str(row.seats or ""),
                60,
                spare=2,
                right=True,
                sort=lambda row: row.seats,
            ),
            Column(
                "Wahlperiode",
                lambda row: row.term,
                120,
                spare=3,
                color=self.muted,
                tip=lambda row: row.term,
            ),
            Column("Fristen", _notice, 214, spare=4, color=self.muted, tip=_notice),
        )

    def _holder_columns(self) -> tuple[Column[HolderRow], ...]:
        def faded(row: HolderRow) -> QColor | None:
            return None if row.is_current else theme.role(self, "muted")

        return (
            Column("Kommune", lambda row: row.municipality.code, 100, chips=_chip_of),
            Column(
                "Amt",
                lambda row: row.title,
                200,
                stretch=True,
                color=faded,
                strong=_is_current,
                tip=lambda row: row.title,
            ),
            Column("Person", lambda row: row.name or "nicht besetzt", 200, color=faded),
            Column("Gremium", lambda row: row.body, 90, spare=1, color=self.muted, tip=lambda row: row.body),
            Column("Zeitraum", lambda row: row.period_text, 190, spare=2, color=self.muted),
        )


def _is_current(row: Any) -> bool:
    return bool(row.is_current)


def _kind_of_body(row: BodyRow) -> str:
    return f"{row.name} ({row.kind_text})"


def _notice(row: BodyRow) -> str:
    return row.notice_text


class OfficesTab(Tab):
    """Shared offices."""

    title = "Gemeinsame Stellen"

    def __init__(self) -> None:
        super().__init__()
        self.model: RowModel[SharedOfficeRow] = RowModel(self._columns())
        self.table = self.tables[SharedOffice] = RowTable(self.model, "Gemeinsame Stellen")
        self.content.addWidget(self.table, 1)

    def fill(self, place: PeoplePlace) -> None:
        self.model.set_rows(
            self.matching(
                place.shared_offices, lambda row: (row.name, row.field, row.seat.code, row.seat.name)
            )
        )
        self.say_when_empty(
            not place.shared_offices,
            "Hier stehen Stellen, die eine Kommune schon für mehrere führt, zum Beispiel ein Standesamt.",
        )

    def _columns(self) -> tuple[Column[SharedOfficeRow], ...]:
        return (
            Column("Sitz", lambda row: row.seat.code, 84, chips=lambda row: _chips(row.seat)),
            Column("Stelle", lambda row: row.name, 260, stretch=True, strong=lambda row: True),
            Column("Aufgabengebiet", lambda row: row.field, 150, spare=2, color=self.muted),
            Column(
                "Betreut",
                lambda row: ", ".join(tag.code for tag in row.serves),
                180,
                chips=lambda row: _served(row),
            ),
            Column("Seit", lambda row: row.since_text, 96, spare=1, color=self.muted),
            Column("Führt Aufgaben", lambda row: ", ".join(row.tasks), 120, spare=3, color=self.muted),
        )


def _served(row: SharedOfficeRow) -> list[tuple[str, str]]:
    return [(tag.code, tag.color) for tag in row.serves]


def _titled(title: str, table: RowTable) -> QWidget:
    heading = QLabel(title)
    theme.look(heading, "heading")
    heading.setBuddy(table)
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, theme.step(1), 0, 0)
    layout.setSpacing(theme.step(1))
    layout.addWidget(heading)
    layout.addWidget(table, 1)
    return box
