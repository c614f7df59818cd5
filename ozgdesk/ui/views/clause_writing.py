"""What the keys on the page of an agreement do: write, split, join, move and delete its parts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ozgdesk import formats
from ozgdesk.commands import clause_joins, clause_paste, clauses
from ozgdesk.commands.field_edits import set_field
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import LEVELS, Words, outline, tokens
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.clause_copies import text_with_numbers
from ozgdesk.texts import steps
from ozgdesk.texts.clause_markup import dropped_signs
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.clause_clipboard import pasted_text
from ozgdesk.ui.views.clause_look import TITLED
from ozgdesk.ui.views.clause_page import ClausePage
from ozgdesk.ui.views.clause_surface import Spot
from ozgdesk.ui.views.clause_words import words_of_tokens


class ClauseWriting(QObject):
    """Joins page, editor and desk. `current(id)` follows the part in work."""

    current = Signal(str)

    def __init__(self, desk: Desk, page: ClausePage) -> None:
        super().__init__(page)
        self._desk = desk
        self.page = page
        self.version_id = ""
        self._connect_page(page)
        self._connect_editor(page)
        detach = desk.attach_editor(self.save)
        page.destroyed.connect(lambda: detach())

    def edit(self, spot: Spot) -> None:
        """Open the editor on a spot, after what was typed before is saved."""
        if self.page.is_locked or spot == self.page.spot or not self.save():
            return
        row = self._desk.snapshot.find(Clause, spot.clause_id)
        if row is None:
            return
        is_line = spot.field == "heading"
        name = "Überschrift" if is_line else "Text"
        words_of = words_of_tokens(self._desk.view, row.version_id)
        self.page.editor.open(getattr(row, spot.field), words_of, is_line=is_line, name=name)
        self.page.open_editor(spot)
        self.current.emit(spot.clause_id)

    def save(self) -> bool:
        """Save what is typed. False, with the reason told, when it cannot be saved: the editor stays open."""
        spot, editor = self.page.spot, self.page.editor
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
            self.page.close_editor()

    def follow(self) -> None:
        """The rows changed: an open editor takes over what was changed elsewhere, e.g. by undo."""
        spot, editor = self.page.spot, self.page.editor
        row = self._desk.snapshot.find(Clause, spot.clause_id) if spot else None
        if spot is not None and row is not None and not editor.is_dirty():
            raw = getattr(row, spot.field)
            editor.set_words(words_of_tokens(self._desk.view, row.version_id))
            if raw != editor.raw() or editor.has_tokens():
                editor.show_raw(raw)

    def insert(self, token: str) -> None:
        """Put a reference or placeholder at the cursor of the open editor."""
        self.page.editor.insert_raw(token)

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
        row = self._desk.snapshot.find(Clause, self.page.current_id)
        self.add(row.kind if row is not None else ClauseKind.CLAUSE)

    def nest(self, deeper: bool) -> None:
        """Put the current part one level deeper, or higher."""
        id_ = self.page.current_id
        if id_ is None:
            return
        if deeper:
            self._desk.run(steps.NEST_CLAUSE, clauses.nest_clause(id_))
        else:
            self._desk.run(steps.UNNEST_CLAUSE, clauses.unnest_clause(id_))

    def shift_current(self, places: int) -> None:
        """Move the current part up or down among its neighbours."""
        id_ = self.page.current_id
        if id_ is not None:
            self._desk.run(steps.MOVE_CLAUSE, clauses.shift_clause(id_, places))
            self._show_again(id_)

    def move(self, clause_id: str, parent_id: str | None, after_id: str | None) -> None:
        """Put a part with everything below it under a parent behind a sibling, or at its front."""
        move = clauses.move_clause(clause_id, parent_id=parent_id, after_id=after_id)
        self._desk.run(steps.MOVE_CLAUSE, move)
        self._show_again(clause_id)

    def _connect_page(self, page: ClausePage) -> None:
        page.edit_asked.connect(self.edit)
        page.shift.connect(self.shift_current)
        page.add_asked.connect(self.add_next)
        page.remove_asked.connect(self._remove_selected)
        page.copy_asked.connect(self._copy)
        page.paste_asked.connect(self._paste)
        page.dropped.connect(self.move)

    def _connect_editor(self, page: ClausePage) -> None:
        editor = page.editor
        editor.paused.connect(lambda _raw: self.save())
        editor.left.connect(self.close)
        editor.close_asked.connect(self._close_to_page)
        editor.split.connect(self._split)
        editor.lifted.connect(self._lift)
        editor.joined.connect(self._join)
        editor.shift.connect(self.shift_current)
        editor.nest.connect(self.nest)
        editor.stepped.connect(self._step)
        editor.reverted.connect(self._revert)
        editor.all_asked.connect(self._select_all)
        editor.cleaned.connect(self._tell_cleaned)
        editor.taken.connect(self.take)

    def _edit_new(self, row: Clause) -> None:
        self.edit(Spot(row.id, "heading" if row.kind.value in TITLED else "text"))

    def _place_for(self, kind: ClauseKind) -> tuple[str | None, str | None]:
        node = outline(self._desk.snapshot, self.version_id).by_id.get(self.page.current_id or "")
        steps_up = [*reversed([*node.path, node])] if node else []
        for step in steps_up:
            if kind in LEVELS[step.clause.kind]:
                return step.clause.id, None
            parent = step.path[-1].clause if step.path else None
            if kind in LEVELS[parent.kind if parent else None]:
                return step.clause.parent_id, step.clause.id
        return None, None

    def _split(self, before: str, after: str) -> None:
        """Return: from a heading into the text, in the Eingangsformel a new line, else the next part."""
        spot, row = self.page.spot, self._current_row()
        if spot is None or row is None or not self.save():
            return
        editor = self.page.editor
        if spot.field == "heading":
            self._step(1)
        elif row.kind is ClauseKind.FORMULA:
            editor.insertPlainText("\u2028")
        else:
            editor.show_raw(before)
            made = self._desk.run(steps.SPLIT_CLAUSE, clauses.split_clause(spot.clause_id, before, after))
            if made is None:
                editor.show_raw(before + after, is_saved=False)
                return
            self._edit_at(Spot(made.id, "text"), 0)

    def _lift(self) -> None:
        """Return in an empty part: at the end of a list out of it, below a heading to the next part."""
        row = self._current_row()
        if row is None:
            return
        whole = outline(self._desk.snapshot, row.version_id)
        if row.kind in LEVELS[None]:
            self.add(ClauseKind.ANNEX if row.kind is ClauseKind.ANNEX else ClauseKind.CLAUSE)
        elif whole.children(row.parent_id)[-1].id != row.id or whole.children(row.id):
            self._split("", "")
        else:
            made = self._desk.run(steps.UNNEST_CLAUSE, clause_joins.leave_level(row.id))
            if made is not None:
                self._edit_new(made)

    def _join(self, way: int) -> None:
        """Backspace at the start (-1) or Entf at the end (1): the text goes on in the neighbour's."""
        spots, spot = self.page.spots(), self.page.spot
        if spot not in spots:
            return
        at = spots.index(spot)
        other = spots[at + way] if 0 <= at + way < len(spots) else None
        joined = spot if way < 0 else other
        row = self._desk.snapshot.find(Clause, joined.clause_id) if joined else None
        if way < 0 and self._is_blank(spot.clause_id) and (other is None or other.field == "heading"):
            self._remove_blank(spot, other)
        elif joined is None or other is None or row is None:
            return
        elif "heading" in (spot.field, other.field) or row.kind in LEVELS[None]:
            if way < 0:
                self._edit_at(other, None)
        else:
            self._join_parts(row.id)

    def _join_parts(self, clause_id: str) -> None:
        found = self._desk.run(steps.JOIN_CLAUSES, clause_joins.join_clause(clause_id))
        if found is not None:
            left, before = found
            self._edit_at(Spot(left.id, "text"), _signs(before))

    def _remove_blank(self, spot: Spot, other: Spot | None) -> None:
        if self._delete([spot.clause_id]) and other is not None and other.clause_id != spot.clause_id:
            self._edit_at(other, None)

    def _is_blank(self, clause_id: str) -> bool:
        row = self._desk.snapshot.find(Clause, clause_id)
        is_empty = row is not None and not row.heading and not row.text and not self.page.editor.raw()
        return is_empty and not any(c.parent_id == clause_id for c in self._desk.snapshot.all(Clause))

    def _edit_at(self, spot: Spot, place: int | None) -> None:
        """Edit a spot with the cursor behind so many signs; None: at its end."""
        self.edit(spot)
        if self.page.spot == spot:
            editor = self.page.editor
            editor.set_place(editor.document().characterCount() if place is None else place)
            self.page.ensure_spot_visible()

    def _current_row(self) -> Clause | None:
        spot = self.page.spot
        return self._desk.snapshot.find(Clause, spot.clause_id) if spot is not None else None

    def _show_again(self, clause_id: str) -> None:
        if self.page.spot is None:
            self.page.pick(clause_id)
        else:
            self.page.ensure_spot_visible()
        self.current.emit(clause_id)

    def _step(self, way: int) -> None:
        spots = self.page.spots()
        if self.page.spot in spots:
            at = spots.index(self.page.spot) + way
            if 0 <= at < len(spots):
                self._edit_at(spots[at], 0 if way > 0 else None)

    def _remove_selected(self) -> None:
        rows = self.page.selected()
        if rows:
            place = self.page.rows.index(rows[0])
            if self._delete([row.id for row in rows]) and self.page.rows:
                self.page.pick(self.page.rows[min(place, len(self.page.rows) - 1)].id)

    def _delete(self, clause_ids: list[str]) -> bool:
        if not self.save():
            return False
        self._desk.run(steps.delete(Clause), clauses.delete_clauses(clause_ids))
        return self._desk.snapshot.find(Clause, clause_ids[0]) is None

    def _revert(self, undoes: bool) -> None:
        """Strg+Z and Strg+Y mean the project; the cursor stays as near as it can."""
        spots, spot = self.page.spots(), self.page.spot
        if not self.save() or spot not in spots:
            return
        revert: Callable[[], None] = self._desk.undo if undoes else self._desk.redo
        revert()
        if self.page.spot is None:
            left = set(self.page.spots())
            before = [*spots[: spots.index(spot)], Spot(spot.clause_id, "text")]
            near = next((s for s in reversed(before) if s in left), None)
            if near is not None:
                self._edit_at(near, None)

    def _copy(self) -> None:
        rows = self.page.selected()
        if rows:
            QGuiApplication.clipboard().setText(text_with_numbers(rows))
            self._desk.tell(f"{formats.count(len(rows), 'Textteil', 'Textteile')} kopiert.")

    def _select_all(self) -> None:
        self._close_to_page()
        self.page.select_all()

    def _paste(self) -> None:
        text = pasted_text(QGuiApplication.clipboard().mimeData())
        if text.strip():
            self.take(text)
            if dropped := dropped_signs(text):
                self._tell_cleaned(dropped)

    def take(self, text: str) -> None:
        """Paragraphs from elsewhere become parts behind the current one; an empty one gives way to them."""
        row = self._desk.snapshot.find(Clause, self.page.current_id)
        if row is not None and row.kind is ClauseKind.FORMULA and self.page.spot is not None:
            self.page.editor.insert_raw(text)
            return
        if not self.save():
            return
        made = self._desk.run(
            steps.PASTE_CLAUSES, clause_paste.paste(self.version_id, row.id if row else None, text)
        )
        if made:
            self.page.close_editor()
            self.page.setFocus()
            self.page.pick(made[0].id)
            self.current.emit(made[0].id)
            parts = formats.count(len(made), "Textteil", "Textteile")
            self._desk.tell(f"{parts} mit allem darunter eingefügt.")

    def _tell_cleaned(self, count: int) -> None:
        signs = formats.count(count, "unsichtbares Zeichen wurde", "unsichtbare Zeichen wurden")
        self._desk.tell(f"{signs} beim Einfügen weggelassen (Steuer-, Richtungs- und Nullbreitenzeichen).")

    def _close_to_page(self) -> None:
        self.close()
        self.page.setFocus()


def _signs(raw: str) -> int:
    """How many signs a text has in the editor, where a token is one."""
    return sum(len(token.text) if isinstance(token, Words) else 1 for token in tokens(raw))
