"""Taking hold of a part of an agreement by its margin on the page."""

from PySide6.QtCore import QPoint, Qt

from ozgdesk.ui.views.clause_look import TITLED
from ozgdesk.ui.views.clause_surface import ClauseSurface
from ozgdesk.ui.views.part_drag import PartDrag


class ClauseDrag(PartDrag):
    """Drags parts on the page; the grip of the part under the mouse shows where to take hold."""

    def __init__(self, surface: ClauseSurface) -> None:
        super().__init__(surface, surface)
        self._surface = surface

    def is_grip(self, point: QPoint, place: int) -> bool:
        """Whether a point of the viewport lies on the margin or the hanging number of a part."""
        look, row = self._surface.stack.look, self._surface.rows[place]
        hanging = 0 if row.kind in TITLED else look.text_left(row)
        return point.x() < look.left + hanging

    def hover(self, point: QPoint | None) -> None:
        """Show the grip of the part under the mouse; None when the mouse is gone."""
        surface = self._surface
        place = surface.place_at(point.y()) if point is not None and not surface.is_locked else -1
        grip_id = surface.rows[place].id if place >= 0 else None
        is_over = point is not None and place >= 0 and self.is_grip(point, place)
        shape = Qt.CursorShape.OpenHandCursor if is_over else Qt.CursorShape.IBeamCursor
        surface.viewport().setCursor(shape if not surface.is_locked else Qt.CursorShape.ArrowCursor)
        if grip_id != surface.grip_id:
            surface.grip_id = grip_id
            surface.viewport().update()
