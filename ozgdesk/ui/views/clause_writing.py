"""What the keys on the page of an agreement do: writing, splitting, moving and deleting its parts."""

from PySide6.QtCore import QObject, Signal

from ozgdesk.commands import clauses
from ozgdesk.commands.field_edits import set_field
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import LEVELS, outline
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts import steps
from ozgdesk.texts.clauses import reference_text
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.clause_page import TITLED, ClausePage, Spot


class ClauseWriting(QObject):
    """Joins page, editor and desk. `current(id)` follows the part in work."""

    current = Signal(str)

    def __init__(self, desk: Desk, page: ClausePage) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self.version_id = ""
        page.edit_asked.connect(self.edit)
        page.shift.connect(self._shift_current)
        page.add_asked.connect(self.add_next)
        page.remove_asked.connect(self._remove_current)
        editor = page.editor
        editor.paused.connect(lambda _raw: self.save())
        editor.left.connect(self.close)
        editor.close_asked.connect(self._close_to_page)
        editor.split.connect(self._split)
        editor.shift.connect(self._shift_current)
        editor.nest.connect(self.nest)
        editor.stepped.connect(self._step)
        editor.removed.connect(self._remove_empty)
        detach = desk.attach_editor(self.save)
        page.destroyed.connect(lambda: detach())

    def edit(self, spot: Spot) -> None:
        """Open the editor on a spot, after what was typed before is saved."""
        if self._page.is_locked or spot == self._page.spot or not self.save():
            return
        row = self._desk.snapshot.find(Clause, spot.clause_id)
        if row is None:
            return
        text = outline(self._desk.snapshot, row.version_id)

        def name_of(stem: str) -> str:
            node = text.by_stem.get(stem)
            return reference_text(node) if node else stem

        is_line = spot.field == "heading"
        name = "Überschrift" if is_line else "Text"
        self._page.editor.open(getattr(row, spot.field), name_of, is_line=is_line, name=name)
        self._page.open_editor(spot)
        self.current.emit(spot.clause_id)

    def save(self) -> bool:
        """Save what is typed. False, with the reason told, when it cannot be saved: the editor stays open."""
        spot, editor = self._page.spot, self._page.editor
        if spot is None or not editor.is_dirty():
            return True
        raw = editor.raw()
        try:
            self._desk.commit(
                steps.edit(Clause), set_field(Clause, spot.clause_id, spot.field, raw), merge=True
            )
        except RuleViolation as refusal:
            self._desk.tell(rule_message(refusal))
            return False
        except StoreProblem as problem:
            self._desk.failed.emit(problem)
            return False
        editor.accept(raw)
        return True

    def close(self) -> None:
        """Save and take the editor away."""
        if self.save():
            self._page.close_editor()

    def follow(self) -> None:
        """The rows changed: an open editor takes over what was changed elsewhere, e.g. by undo."""
        spot, editor = self._page.spot, self._page.editor
        row = self._desk.snapshot.find(Clause, spot.clause_id) if spot else None
        if spot is not None and row is not None and not editor.is_dirty():
            raw = getattr(row, spot.field)
            if raw != editor.raw():
                editor.show_raw(raw)

    def insert(self, token: str) -> None:
        """Put a reference or placeholder at the cursor of the open editor."""
        self._page.editor.insert_token(token)

    def add(self, kind: ClauseKind) -> None:
        """Add a part of a kind at the nearest place after the current one where it may stand, and edit it."""
        parent_id, after_id = self._place_for(kind)
        row = self._desk.run(
            steps.create(Clause),
            clauses.add_clause(self.version_id, kind, parent_id=parent_id, after_id=after_id),
        )
        if row is not None:
            self._edit_new(row)

    def add_next(self) -> None:
        """Add a part like the current one behind it; the first part of a text is a §."""
        row = self._desk.snapshot.find(Clause, self._page.current_id)
        self.add(row.kind if row is not None else ClauseKind.CLAUSE)

    def _edit_new(self, row: Clause) -> None:
        self.edit(Spot(row.id, "heading" if row.kind.value in TITLED else "text"))

    def _place_for(self, kind: ClauseKind) -> tuple[str | None, str | None]:
        node = outline(self._desk.snapshot, self.version_id).by_id.get(self._page.current_id or "")
        steps_up = [*reversed([*node.path, node])] if node else []
        for step in steps_up:
            if kind in LEVELS[step.clause.kind]:
                return step.clause.id, None
            parent = step.path[-1].clause if step.path else None
            if kind in LEVELS[parent.kind if parent else None]:
                return step.clause.parent_id, step.clause.id
        return None, None

    def _split(self, before: str, after: str) -> None:
        spot = self._page.spot
        if spot is None:
            return
        if spot.field == "heading":
            self._step(1)
            return
        editor = self._page.editor
        editor.show_raw(before)
        row = self._desk.run(steps.SPLIT_CLAUSE, clauses.split_clause(spot.clause_id, before, after))
        if row is None:
            editor.show_raw(before + after, is_saved=False)
            return
        self.edit(Spot(row.id, "text"))
        editor.moveCursor(editor.textCursor().MoveOperation.Start)

    def _shift_current(self, places: int) -> None:
        id_ = self._page.current_id
        if id_ is not None:
            self._desk.run(steps.MOVE_CLAUSE, clauses.shift_clause(id_, places))
            self._page.ensure_spot_visible()

    def nest(self, deeper: bool) -> None:
        """Put the current part one level deeper, or higher."""
        id_ = self._page.current_id
        if id_ is None:
            return
        if deeper:
            self._desk.run(steps.NEST_CLAUSE, clauses.nest_clause(id_))
        else:
            self._desk.run(steps.UNNEST_CLAUSE, clauses.unnest_clause(id_))

    def _step(self, way: int) -> None:
        spots = self._page.spots()
        if self._page.spot in spots:
            at = spots.index(self._page.spot) + way
            if 0 <= at < len(spots):
                self.edit(spots[at])

    def _remove_empty(self) -> None:
        spot = self._page.spot
        if spot is None or spot.field == "heading":
            return
        spots = self._page.spots()
        before = spots[max(spots.index(spot) - 1, 0)]
        if self._delete(spot.clause_id) and before.clause_id != spot.clause_id:
            self.edit(before)

    def _remove_current(self) -> None:
        if self._page.current_id is not None:
            self._delete(self._page.current_id)

    def _delete(self, clause_id: str) -> bool:
        if not self.save():
            return False
        self._desk.run(steps.delete(Clause), clauses.delete_clause(clause_id))
        return self._desk.snapshot.find(Clause, clause_id) is None

    def _close_to_page(self) -> None:
        self.close()
        self._page.setFocus()
