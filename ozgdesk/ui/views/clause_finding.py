"""Finding and replacing in the version that is shown: the bar asks, the page marks, a command replaces."""

from PySide6.QtCore import QObject

from ozgdesk import formats
from ozgdesk.commands import clause_texts
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.present.clause_search import Hit, hits
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.clause_find_bar import ClauseFindBar
from ozgdesk.ui.views.clause_writing import ClauseWriting


class ClauseFinding(QObject):
    """Keeps what was found in step with the text; the place after the current part comes first."""

    def __init__(self, desk: Desk, writing: ClauseWriting, bar: ClauseFindBar) -> None:
        super().__init__(bar)
        self._desk = desk
        self._writing = writing
        self._page = writing.page
        self._bar = bar
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        bar.hide()
        bar.asked.connect(self._ask)
        bar.stepped.connect(self.step)
        bar.replaced.connect(self._replace)
        bar.all_replaced.connect(self._replace_all)
        bar.closed.connect(self.close)

    def open(self, *, replaces: bool) -> None:
        """Show the bar; words that are selected in the editor are searched for."""
        chosen = self._page.editor.selected_words()
        self._writing.close()
        self._bar.open(chosen, replaces=replaces, is_locked=self._page.is_locked)
        self._ask()

    def close(self) -> None:
        """Hide the bar and the marks; the keys go to the page again."""
        self._bar.hide()
        self._page.set_hits({})
        self._page.setFocus()

    def follow(self) -> None:
        """The text changed, or another version is shown."""
        if self._bar.isVisible():
            self._search()
            self._show()

    def step(self, way: int) -> None:
        """Go to the next or the last place; round at the ends."""
        if not self._bar.isVisible():
            self.open(replaces=False)
        elif self._hits:
            self._at = (self._at + way) % len(self._hits)
            self._go()

    def _ask(self) -> None:
        self._search()
        here = [row.id for row in self._page.rows]
        at = here.index(self._page.current_id) if self._page.current_id in here else 0
        places = {id_: place for place, id_ in enumerate(here)}
        behind = (n for n, hit in enumerate(self._hits) if places[hit.clause_id] >= at)
        self._at = next(behind, 0 if self._hits else -1)
        self._go()

    def _search(self) -> None:
        snapshot: Snapshot = self._desk.snapshot
        self._hits = hits(snapshot, self._page.rows, self._bar.wanted)
        self._at = min(self._at, len(self._hits) - 1)

    def _go(self) -> None:
        if 0 <= self._at < len(self._hits):
            hit = self._hits[self._at]
            self._page.bring_words(hit.clause_id, hit.field, hit.start)
            self._writing.current.emit(hit.clause_id)
        self._show()

    def _show(self) -> None:
        marked: dict[str, dict[str, list[tuple[int, int, bool]]]] = {}
        for number, hit in enumerate(self._hits):
            fields = marked.setdefault(hit.clause_id, {})
            fields.setdefault(hit.field, []).append((hit.start, hit.end, number == self._at))
        self._page.set_hits(marked)
        fixed = sum(hit.rank is None for hit in self._hits)
        words = ""
        if self._hits:
            words = f"{self._at + 1} von {len(self._hits)}"
            words += f", {fixed} in Platzhaltern" if fixed else ""
        elif self._bar.wanted.text:
            words = "kein Treffer"
        self._bar.say(words, is_missing=not self._hits and bool(self._bar.wanted.text))
        is_replaceable = len(self._hits) > fixed
        self._bar.all.setEnabled(is_replaceable)
        self._bar.one.setEnabled(is_replaceable)

    def _replace(self) -> None:
        """Replace the current place, or the next one that can be replaced, and go on to the next."""
        order = [*self._hits[self._at :], *self._hits[: self._at]] if self._at >= 0 else []
        hit = next((hit for hit in order if hit.rank is not None), None)
        if hit is None or hit.rank is None:
            self._desk.tell("Hier steht, was das Projekt ausfüllt; das wird nicht ersetzt.")
            return
        self._at = self._hits.index(hit)
        command = clause_texts.replace_one(
            hit.clause_id, hit.field, hit.rank, self._bar.wanted, self._bar.replacement.text()
        )
        if self._desk.run(steps.REPLACE_WORDS, command) is not None:
            self._skip_replaced(hit)

    def _skip_replaced(self, hit: Hit) -> None:
        """What was put in may contain what is wanted; it is not found again at once."""
        self._search()
        end = hit.start + len(self._bar.replacement.text())
        places = {row.id: place for place, row in enumerate(self._page.rows)}

        def spot(found: Hit) -> tuple[int, bool, int]:
            return places[found.clause_id], found.field == "text", found.start

        here = (places[hit.clause_id], hit.field == "text", end)
        later = (n for n, found in enumerate(self._hits) if spot(found) >= here)
        self._at = next(later, 0 if self._hits else -1)
        self._go()

    def _replace_all(self) -> None:
        command = clause_texts.replace_all(
            self._writing.version_id, self._bar.wanted, self._bar.replacement.text()
        )
        count = self._desk.run(steps.REPLACE_WORDS, command)
        if count is not None:
            self._desk.tell(f"{formats.count(count, 'Stelle', 'Stellen')} ersetzt.")
