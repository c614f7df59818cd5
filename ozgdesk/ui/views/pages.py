"""Pages of a place, one at a time, as tabs. What a page shows and does stands in its own module."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.panes import focus_into
from ozgdesk.ui.places import PlaceView, place


class Pages(QWidget):
    """Tabs over the same rows; a page is made on its first visit and refreshed while it is seen."""

    def __init__(self, desk: Desk, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._pages = place(key).pages
        self._views: dict[str, PlaceView] = {}
        self._stale: set[str] = set()
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(f"Ansichten: {place(key).name}")
        for page in self._pages:
            self.tabs.addTab(self._holder(), page.title)
        self.tabs.setTabBarAutoHide(True)
        self.tabs.currentChanged.connect(self._on_page)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, partial(self._turn, step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.step(1), 0, 0)
        layout.addWidget(self.tabs)

    @property
    def page(self) -> str:
        """The key of the page that is seen."""
        return self._pages[self.tabs.currentIndex()].key

    @property
    def help_text(self) -> str:
        """What this page is for, and how to reach the others."""
        others = "Strg+Bild auf und Strg+Bild ab wechseln die Ansicht." if len(self._pages) > 1 else ""
        return "\n\n".join(text for text in (self.shown().help_text, others) if text)

    @property
    def sheet(self) -> str:
        """The sheet that Strg+P previews from this page."""
        return self._pages[self.tabs.currentIndex()].sheet

    def show_page(self, key: str) -> None:
        """Turn to a page; KeyError when there is none."""
        self.tabs.setCurrentIndex({page.key: place for place, page in enumerate(self._pages)}[key])

    def show_view(self, view: View) -> None:
        """Show the project; every page keeps its selection."""
        self._stale = {page.key for page in self._pages}
        self._refresh(view)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a row into sight on this page, else on the first one that shows it."""
        now = self.page
        for key in (now, *(page.key for page in self._pages if page.key != now)):
            self.show_page(key)
            if self.shown().select(kind, id_):
                return True
        self.show_page(now)
        return False

    def find_here(self) -> None:
        """Search on this page where it can."""
        find = getattr(self.shown(), "find_here", None)
        if find is not None:
            find()

    def shown(self) -> PlaceView:
        """The view of the page that is seen; made now on its first visit."""
        if self.page not in self._views:
            page = self._pages[self.tabs.currentIndex()]
            holder = self.tabs.currentWidget()
            view = self._views[page.key] = page.make(self.desk, holder)
            view.setAccessibleName(page.name)
            layout = holder.layout()
            assert layout is not None
            layout.addWidget(view)
            view.show()  # now, not after the event: it may be asked to take the focus
            holder.setFocusProxy(view.focusProxy() or view)
            self._stale.add(page.key)
        return self._views[self.page]

    def mark_others_stale(self) -> None:
        """The page that is seen has followed a change itself; the others do when they are visited."""
        self._stale |= self._views.keys() - {self.page}

    def _holder(self) -> QWidget:
        """An empty tab: Qt would style a page twice that is built before it has its place."""
        holder = QWidget()
        QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
        return holder

    def _refresh(self, view: View) -> None:
        shown = self.shown()
        self.setFocusProxy(shown)
        if self.page in self._stale:
            self._stale.discard(self.page)
            shown.show_view(view)

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self._pages))

    def _on_page(self) -> None:
        self._refresh(self.desk.view)
        if self.isVisible() and not self.tabs.tabBar().hasFocus():
            focus_into(self.shown())
