"""The columns of the table of the plan."""

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QTableView

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.present.plan_fields import NOBODY
from ozgdesk.present.plan_row import PlanRow, sentence
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.views.plan_baselines import difference, difference_color
from ozgdesk.ui.views.plan_edits import PlanEdits
from ozgdesk.ui.widgets.plan_table import INDENT
from ozgdesk.ui.widgets.row_delegate import ICON, MARGIN
from ozgdesk.ui.widgets.row_model import Column

NAME = 1
"""Position of the column with the tree."""

_MEASURED = 100

HIDDEN_AT_FIRST = ("PSP", "Zustand", "Frist", "Quelle", "Abweichung Anfang")


def plan_columns(edits: PlanEdits) -> tuple[Column[PlanRow], ...]:
    """All columns; those that can be typed into carry an edit."""
    return (
        Column("Nr.", lambda row: row.number, 60),
        Column("Aufgabe", lambda row: row.name, 272, edit=edits.told("Aufgabe"), tip=_tip),
        Column("Dauer", lambda row: row.duration_text, 66, right=True, edit=edits.told("Dauer"), tip=_tip),
        Column("Anfang", lambda row: row.start_text, 98, edit=edits.told("Anfang"), tip=_tip,
               color=_open_color),
        Column("Ende", lambda row: row.finish_text, 96, edit=edits.told("Ende"), tip=_tip),
        Column("Federführung", lambda row: row.lead.code if row.lead else "", 108, chips=_lead,
               edit=edits.told("Federführung"), choices=lambda row: _codes(edits.desk.view), tip=_lead_tip),
        Column("Vorgänger", lambda row: row.predecessors, 130, edit=edits.told("Vorgänger")),
        Column("Fortschritt", lambda row: _percent(row), 84, right=True, edit=edits.told("Fortschritt"),
               edited=lambda row: str(row.progress_percent)),
        Column("Puffer", lambda row: row.float_text, 72, right=True, color=_float_color,
               strong=lambda row: row.is_critical, tip=lambda row: _plain(row.float_words)),
        Column("Zuarbeit", lambda row: ", ".join(tag.code for tag in row.contributors), 150, chips=_parts,
               edit=edits.told("Zuarbeit")),
        Column("Abweichung", lambda row: difference(row.variance.finish_days), 92, right=True,
               color=lambda row: difference_color(row.variance.finish_days),
               tip=lambda row: _plain(row.variance.text)),
        Column("PSP", lambda row: row.wbs, 64),
        Column("Zustand", lambda row: row.state_text, 150, edit=edits.told("Zustand"), choices=_states),
        Column("Frist", lambda row: formats.day(row.deadline) if row.deadline else "", 98,
               edit=edits.told("Frist"), color=_deadline_color),
        Column("Quelle", lambda row: row.source, 220, edit=edits.told("Quelle"),
               tip=lambda row: _plain(row.source)),
        Column("Abweichung Anfang", lambda row: difference(row.variance.start_days), 136, right=True,
               color=lambda row: difference_color(row.variance.start_days),
               tip=lambda row: _plain(row.variance.text)),
    )  # fmt: skip


def name_width(rows: Sequence[PlanRow]) -> int:
    """The width in which the names of the first rows are not cut, with their level and marks."""
    plain, strong = QFontMetrics(theme.font()), QFontMetrics(theme.font(strong=True))
    widths = (
        (strong if row.is_phase else plain).horizontalAdvance(row.name)
        + row.level * INDENT
        + (row.is_phase + row.is_milestone + (row.is_late or row.is_done)) * (ICON + 2)
        for row in rows[:_MEASURED]
    )
    return max(widths, default=0) + 2 * MARGIN + 2


def arrange(table: QTableView, columns: Sequence[Column[PlanRow]], titles: Sequence[str]) -> None:
    """Show the columns with these titles in this order, the name at any rate; without titles as at first."""
    head = table.horizontalHeader()
    for position, column in enumerate(columns):
        is_hidden = column.title not in titles if titles else column.title in HIDDEN_AT_FIRST
        table.setColumnHidden(position, is_hidden and position != NAME)
    known = {column.title: position for position, column in enumerate(columns)}
    for place, position in enumerate(known[title] for title in titles if title in known):
        head.moveSection(head.visualIndex(position), place)


def arranged(table: QTableView, columns: Sequence[Column[PlanRow]]) -> tuple[str, ...]:
    """The titles of the columns that are shown, in the order in which they are."""
    head = table.horizontalHeader()
    places = [head.logicalIndex(place) for place in range(len(columns))]
    return tuple(columns[position].title for position in places if not table.isColumnHidden(position))


def _plain(text: str) -> str | None:
    return f"<qt>{escape(text)}</qt>" if text else None


def _tip(row: PlanRow) -> str | None:
    return _plain(sentence(row))


def _lead_tip(row: PlanRow) -> str | None:
    return _plain(f"Federführung {row.lead.name}" if row.lead else "Noch ohne Federführung")


def _percent(row: PlanRow) -> str:
    return f"{row.progress_percent}\u00a0%" if row.progress_percent else ""


def _codes(view: View) -> list[str]:
    return [NOBODY, *(m.code for m in view.municipalities)]


def _states(row: PlanRow) -> list[str]:
    """What can be chosen; the state of a phase follows from its sub-tasks."""
    return [row.state_text] if row.is_phase else [label(state) for state in TaskState]


def _deadline_color(row: PlanRow) -> QColor | None:
    is_missed = row.deadline is not None and row.finish is not None and row.finish > row.deadline
    return theme.role(None, "danger") if is_missed and not row.is_closed else None


def _chip(tag: MunicipalityTag) -> tuple[str, str]:
    return tag.code, tag.color


def _lead(row: PlanRow) -> list[tuple[str, str]]:
    return [_chip(row.lead)] if row.lead else []


def _parts(row: PlanRow) -> list[tuple[str, str]]:
    return [_chip(tag) for tag in row.contributors]


def _open_color(row: PlanRow) -> QColor | None:
    return theme.role(None, "muted") if row.start is None else None


def _float_color(row: PlanRow) -> QColor | None:
    return theme.role(None, "danger") if row.float_minutes is not None and row.float_minutes <= 0 else None
