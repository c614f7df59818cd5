"""Filling the menu bar from the tables of `menus`, with the submenus that depend on the project."""

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ozgdesk.commands.workspace import Workspace
from ozgdesk.present.form_register import FORMS
from ozgdesk.settings import THEMES
from ozgdesk.texts.entities import noun
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.menus import LINE, MENUS, Item, make_action
from ozgdesk.ui.places import PLACES

if TYPE_CHECKING:
    from ozgdesk.ui.main_window import MainWindow

THEME_WORDS = {"system": "&System", "light": "&Hell", "dark": "&Dunkel"}


def fill_menus(window: "MainWindow", desk: Desk) -> dict[str, QAction]:
    """Build all menus; returns the actions by the names of the tables, submenus by their own action."""
    actions: dict[str, QAction] = {}
    for title, items in MENUS:
        menu = window.menuBar().addMenu(title)
        for item in items:
            if item is LINE:
                menu.addSeparator()
            elif item.run:
                actions[item.name] = make_action(item, window, attrgetter(item.run)(window))
                menu.addAction(actions[item.name])
            else:
                actions[item.name] = _submenu(window, desk, menu, item).menuAction()
        if title == "&Ansicht":
            menu.addSeparator()
            _add_places(window, menu)
    return actions


def show_undo_labels(actions: dict[str, QAction], workspace: Workspace) -> None:
    """Undo and redo say what they would take back."""
    for name, said, label in (
        ("undo", "Rückgängig", workspace.undo_label),
        ("redo", "Wiederholen", workspace.redo_label),
    ):
        action = actions[name]
        action.setEnabled(label is not None)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        mnemonic = "&" + said
        action.setText(f"{mnemonic}: {label.replace('&', '&&')}" if label else mnemonic)
        action.setToolTip(f"{said}: {label} ({keys})" if label else f"{said} ({keys})")


def _submenu(window: "MainWindow", desk: Desk, menu: QMenu, item: Item) -> QMenu:
    submenu = menu.addMenu(item.text)
    if item.name == "recent":
        _add_recent(window, desk, submenu)
    elif item.name == "create":
        _add_kinds(desk, submenu)
    else:
        _add_themes(window, desk, submenu)
    return submenu


def _add_recent(window: "MainWindow", desk: Desk, menu: QMenu) -> None:
    for name in desk.settings.recent_files:
        action = menu.addAction(name.replace("&", "&&"))
        action.triggered.connect(lambda _on=False, n=name: window.asked_to_open.emit(Path(n)))
    menu.menuAction().setEnabled(bool(desk.settings.recent_files))


def _add_kinds(desk: Desk, menu: QMenu) -> None:
    for kind, form in FORMS.items():
        if form.may_be_created:
            name = noun(kind).singular
            action = menu.addAction(name[:1].upper() + name[1:])
            action.triggered.connect(lambda _on=False, k=kind: desk.draft(k))


def _add_themes(window: "MainWindow", desk: Desk, menu: QMenu) -> None:
    group = QActionGroup(window)
    for choice in THEMES:
        action = menu.addAction(THEME_WORDS[choice])
        action.setCheckable(True)
        action.setChecked(choice == desk.settings.theme)
        action.triggered.connect(lambda _on=False, c=choice: window.theme_chosen.emit(c))
        group.addAction(action)


def _add_places(window: "MainWindow", menu: QMenu) -> None:
    for number, found in enumerate(PLACES, 1):
        action = menu.addAction(found.title)
        action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        action.triggered.connect(lambda _on=False, key=found.key: window.show_place(key))
