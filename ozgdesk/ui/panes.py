"""Walking through the panes of the window with F6."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget


def step_pane(panes: Sequence[QWidget], step: int) -> QWidget:
    """The pane `step` places behind the one that has the focus; without focus, the first or the last."""
    focused = QApplication.focusWidget()
    now = next((place for place, pane in enumerate(panes) if holds(pane, focused)), 0 if step < 0 else -1)
    return panes[(now + step) % len(panes)]


def holds(pane: QWidget | None, focused: QWidget | None) -> bool:
    """Whether the focus is on a pane or inside it."""
    return pane is not None and focused is not None and (pane is focused or pane.isAncestorOf(focused))


def focus_into(pane: QWidget) -> None:
    """Put the focus on a pane: where it wants it (its focus proxy), else on its first table, tree or drawing,
    else on the first thing that takes it.
    """
    reason = Qt.FocusReason.TabFocusReason
    wanted = pane.focusProxy()
    if wanted is not None and wanted.isVisible() and wanted.isEnabled():
        focus_into(wanted)
        return
    if pane.focusPolicy() != Qt.FocusPolicy.NoFocus:
        pane.setFocus(reason)
        return
    takers = [child for child in pane.findChildren(QWidget) if _takes_focus(child)]
    lists = [child for child in takers if isinstance(child, QAbstractScrollArea)]
    for child in (lists or takers)[:1]:
        child.setFocus(reason)


def _takes_focus(widget: QWidget) -> bool:
    wanted = Qt.FocusPolicy.TabFocus.value
    if isinstance(widget, QScrollArea) or not widget.focusPolicy().value & wanted:
        return False
    return widget.isVisible() and widget.isEnabled()
