"""The sheet of paper on which an agreement stands: its parts in place, painted where they are in sight.

What keys and mouse do with it is the business of `clause_page`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.clause_drops import Drop
from ozgdesk.ui import theme
from ozgdesk.ui.views.clause_editor import ClauseEditor
from ozgdesk.ui.views.clause_layout import Hits, Setting
from ozgdesk.ui.views.clause_look import TITLED, page_look
from ozgdesk.ui.views.clause_paint import paint_page
from ozgdesk.ui.views.clause_stack import PartStack

HINT = "Diese Fassung hat noch keinen Text. Mit Einfg oder „Neu“ legen Sie den ersten Teil an."
ABOVE, BELOW = theme.step(14), theme.step(20)
"""Paper above the first and below the last part."""

_SLICE_SECONDS, _PAUSE_MS = 0.008, 25
"""How long parts out of sight are set at a time, and how long keys and wheel have their turn then."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the page that can be edited: a part and its field, `heading` or `text`."""

    clause_id: str
    field: str


@dataclass(frozen=True, slots=True)
class MarginMark:
    """A sign beside a part: its icon and role of colour, and the words that explain it."""

    icon: str
    role: str
    text: str


class ClauseSurface(QAbstractScrollArea):
    """Keeps parts, marks and the open editor in their places while it is scrolled and resized."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Text der Vereinbarung")
        self.viewport().setMouseTracking(True)
        self.editor = ClauseEditor(self.viewport())
        self.editor.hide()
        self.is_locked = False
        self.current_id: str | None = None
        self.anchor_id: str | None = None
        self.grip_id: str | None = None
        self.drop_line: tuple[int, int] | None = None
        self.hits: Mapping[str, Hits] = {}
        self.marks: Mapping[str, MarginMark] = {}
        self.sentences_of: Callable[[ClauseRow], tuple[int, ...]] | None = None
        self._spot: Spot | None = None
        self._places: dict[str, int] = {}
        self._parents: frozenset[str | None] = frozenset()
        self.stack = PartStack(page_look(self.viewport().width()), self._setting)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self._lay_rest)

    @property
    def hint(self) -> str:
        """What an empty page says."""
        return "" if self.is_locked else HINT

    @property
    def spot(self) -> Spot | None:
        """What is being edited."""
        return self._spot

    @property
    def rows(self) -> tuple[ClauseRow, ...]:
        """What is shown."""
        return self.stack.rows

    def set_rows(self, rows: tuple[ClauseRow, ...], *, is_locked: bool) -> None:
        """Show a text; scroll position and an open editor stay."""
        self.is_locked = is_locked
        self._places = {row.id: place for place, row in enumerate(rows)}
        self._parents = frozenset(row.parent_id for row in rows)
        if self._spot is not None and not self._is_place(self._spot, rows):
            self._spot = None
            had_focus = self.editor.hasFocus()
            self.editor.hide()
            if had_focus:
                self.setFocus()
        if self.current_id not in self._places:
            self.current_id = None
        self.stack.show(rows, page_look(self.viewport().width()))
        self._settle()

    def _is_place(self, spot: Spot, rows: tuple[ClauseRow, ...]) -> bool:
        """Whether a spot is still there: undo may take away its part, or make of a § what has no heading."""
        place = self._places.get(spot.clause_id)
        return place is not None and (spot.field == "text" or rows[place].kind in TITLED)

    def set_marks(self, marks: Mapping[str, MarginMark]) -> None:
        """Show signs at the right margin, by id of the part."""
        self.marks = marks
        self.viewport().update()

    def set_hits(self, hits: Mapping[str, Hits]) -> None:
        """Mark what was found, by id of the part."""
        self.hits = hits
        self.viewport().update()

    def count_sentences(self, sentences_of: Callable[[ClauseRow], tuple[int, ...]] | None) -> None:
        """Show small numbers before the sentences of parts, which begin at these places; None for none."""
        self.sentences_of = sentences_of
        self.stack.show(self.rows, self.stack.look)
        self._settle()

    def spots(self) -> tuple[Spot, ...]:
        """All spots in reading order."""
        found = []
        for row in self.rows:
            if row.kind in TITLED:
                found.append(Spot(row.id, "heading"))
            if self._shows_text(row):
                found.append(Spot(row.id, "text"))
        return tuple(found)

    def selected(self) -> tuple[ClauseRow, ...]:
        """The parts that are selected, at least the current one."""
        here = self._places.get(self.current_id or "")
        if here is None:
            return ()
        anchor = self._places.get(self.anchor_id or "", here)
        return self.rows[min(here, anchor) : max(here, anchor) + 1]

    def bring_words(self, clause_id: str, field: str, start: int) -> None:
        """Make a part the current one and bring the line with this place of its field into sight."""
        place = self._places.get(clause_id)
        if place is None:
            return
        self.current_id, self.anchor_id = clause_id, None
        self._bring(place)
        y = self._top(place) + self.stack.part(place).line_of(field, start)
        line = self.stack.look.line_height(field)
        self._show_range(round(y) - line, round(y) + 2 * line)
        self.viewport().update()

    def has_selection(self) -> bool:
        """Whether several parts were selected."""
        return self.anchor_id is not None

    def row_rect(self, clause_id: str) -> QRect:
        """Where a part stands in the viewport, without the space above it; empty for none."""
        place = self._places.get(clause_id)
        if place is None:
            return QRect()
        part = self.stack.part(place)
        top = round(self._top(place) + part.above)
        return QRect(self.stack.look.left, top, self.stack.look.measure, round(part.height - part.above))

    def sheet_bottom(self) -> int:
        """Where in the viewport the sheet of paper ends."""
        text = max(round(self.stack.height), theme.step(20)) + ABOVE + theme.step(12)
        return text - self.verticalScrollBar().value()

    def place_at(self, y: int) -> int:
        """The number of the row at a height of the viewport; -1 when there is no text."""
        return self.stack.at(y + self.verticalScrollBar().value() - ABOVE)

    def line_top(self, place: int) -> int:
        """Where in the viewport the part with this number begins, or behind the last one all end."""
        return round(self._top(place))

    def drop_point(self, drop: Drop) -> QPoint | None:
        """Where in the viewport the line begins that shows where a dragged part would be put down."""
        return QPoint(self.stack.look.left + self._drop_indent(drop), self.line_top(drop.line))

    def show_drop(self, drop: Drop | None) -> None:
        """Draw the line of a place where a part may be put down; None: no line."""
        self.drop_line = (drop.line, self._drop_indent(drop)) if drop is not None else None
        self.viewport().update()

    def _drop_indent(self, drop: Drop) -> int:
        return self.stack.look.indent * max(drop.depth - 1, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet of paper with the parts that are in sight."""
        paint_page(self, event.rect())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos().y())
            mark = self.marks.get(self.rows[place].id) if place >= 0 else None
            beside = event.pos().x() > self.stack.look.left + self.stack.look.measure
            QToolTip.showText(event.globalPos(), mark.text if mark and beside else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.stack.forget()
            self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = page_look(self.viewport().width())
        if look != self.stack.look:
            first = self.place_at(0)
            self.stack.show(self.rows, look)
            if first > 0:
                self.verticalScrollBar().setValue(round(self.stack.top(first)) + ABOVE)
        self._settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._settle()

    def _setting(self, place: int) -> Setting:
        row = self.rows[place]
        spot = self._spot
        edited = spot.field if spot is not None and spot.clause_id == row.id else ""
        starts = self.sentences_of(row) if self.sentences_of is not None and row.text else ()
        height = self.editor.wanted_height() if edited else 0
        return Setting(
            self._shows_text(row),
            place == 0,
            self.is_locked,
            edited,
            height,
            starts,
        )

    def _shows_text(self, row: ClauseRow) -> bool:
        """A § whose Absätze follow has no text of its own; an empty part shows where to type."""
        if row.text.strip() or row.kind not in TITLED:
            return True
        is_empty = row.id not in self._parents and not self.is_locked
        return is_empty or self._spot == Spot(row.id, "text")

    def _top(self, place: int) -> float:
        return self.stack.top(place) - self.verticalScrollBar().value() + ABOVE

    def _settle(self) -> None:
        """Set what is in sight, tell the scroll bar how much there is, and bring the editor to its part."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        self.stack.settle(bar.value() - ABOVE - theme.step(20), height + theme.step(40))
        bar.setPageStep(height)
        bar.setSingleStep(theme.step(6))
        bar.setRange(0, max(round(self.stack.height) + ABOVE + BELOW - height, 0))
        self._place_editor()
        self.viewport().update()
        self._later.start()

    def _lay_rest(self) -> None:
        """Set parts that were never in sight while nobody waits; what is in sight stays where it is."""
        bar = self.verticalScrollBar()
        first = self.stack.at(bar.value() - ABOVE)
        if first < 0:
            return
        before = self.stack.top(first)
        goes_on = self.stack.lay_some(_SLICE_SECONDS)
        moved = round(self.stack.top(first) - before)
        end = max(round(self.stack.height) + ABOVE + BELOW - self.viewport().height(), 0)
        if moved or end != bar.maximum():
            bar.setMaximum(end)
            bar.setValue(bar.value() + moved)
            self._place_editor()
            self.viewport().update()
        if goes_on:
            self._later.start()

    def _renew(self, clause_id: str) -> None:
        place = self._places.get(clause_id)
        if place is not None:
            self.stack.renew(place)

    def _hide_editor(self) -> None:
        spot, self._spot = self._spot, None
        self.editor.hide()
        if spot is not None:
            self._renew(spot.clause_id)

    def _place_editor(self) -> None:
        spot = self._spot
        place = self._places.get(spot.clause_id) if spot is not None else None
        if spot is None or place is None:
            return
        part = self.stack.part(place)
        if part.setting.edited != spot.field:
            self.stack.renew(place)
            part = self.stack.part(place)
        rect = part.spots[spot.field]
        left, top = self.stack.look.left + rect.left(), self._top(place) + rect.top()
        self.editor.setGeometry(round(left), round(top), round(rect.width()), self.editor.wanted_height())

    def _bring(self, place: int) -> None:
        self._settle()
        part = self.stack.part(place)
        self._show_range(round(self._top(place)), round(self._top(place) + part.height))
        self._settle()

    def _show_range(self, top: int, bottom: int) -> None:
        bar = self.verticalScrollBar()
        if top < theme.step(4) or bottom - top > self.viewport().height():
            bar.setValue(bar.value() + top - theme.step(8))
        elif bottom > self.viewport().height():
            bar.setValue(bar.value() + bottom - self.viewport().height() + theme.step(4))
