"""The menus of the window as data: what each entry is called, its keys, and what it runs."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from ozgdesk.ui.icons import icon


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: `run` names a method of the window or of a part of it.

    `shown_keys` is handled by the focused widget.
    """

    name: str
    text: str
    run: str
    keys: str = ""
    icon: str = ""
    shown_keys: str = ""


LINE = Item("", "", "")

FILE = (
    Item("new", "&Neu aus Muster …", "ask_for_sample", "Ctrl+N", "new"),
    Item("open", "Ö&ffnen …", "ask_to_open", "Ctrl+O", "open"),
    Item("recent", "&Zuletzt geöffnet", ""),
    LINE,
    Item("backup", "&Sicherungspunkt", "make_backup", "Ctrl+S", "save"),
    Item("restore", "Sicherung &wiederherstellen …", "ask_to_restore", "", "restore"),
    LINE,
    Item("preview", "&Druckvorschau …", "preview_sheet", "Ctrl+P", "print"),
    LINE,
    Item("import", "&Einlesen …", "exchanges.read_plan"),
    Item("import_form", "Rück&meldebogen einlesen …", "exchanges.read_form"),
    Item("import_text", "Wo&rd-Dokument einlesen …", "exchanges.read_text"),
    Item("import_papers", "&OParl-Daten einlesen …", "exchanges.read_papers"),
    Item("import_meetings", "&Kalenderdatei einlesen …", "exchanges.read_meetings"),
    Item("export", "&Ausgeben …", "exchanges.give_out", "", "external"),
    LINE,
    Item("quit", "&Beenden", "close_program", "Ctrl+Q"),
)

EDIT = (
    Item("undo", "&Rückgängig", "undo", "Ctrl+Z", "undo"),
    Item("redo", "&Wiederholen", "redo", "Ctrl+Y", "redo"),
    LINE,
    Item("create", "&Neu", ""),
    Item("insert", "Hier &einfügen", "send_insert", "", "add", "Einfg"),
    Item("change", "&Bearbeiten", "send_edit", "", "edit", "F2"),
    Item("remove", "&Löschen", "send_delete", "", "delete", "Entf"),
    Item("change_many", "&Ausgewählte Aufgaben ändern …", "change_selected", "", "", "Strg+Umschalt+E"),
    Item("follow_up", "Wieder&vorlage setzen …", "set_follow_up", "Ctrl+Shift+W", "follow_up"),
    LINE,
    Item("enter_answers", "Rückmeldun&g erfassen …", "exchanges.enter_answers", "Ctrl+Shift+R"),
    Item("recesses", "Sch&ulferien vorschlagen …", "propose_recesses", "", "calendar"),
    LINE,
    Item("find", "&Hier suchen", "find_here", "Ctrl+F", "filter"),
    Item("search", "Alles &durchsuchen", "search_everything", "Ctrl+K", "search"),
)

VIEW = (
    Item("inspector", "&Angaben", "toggle_inspector", "F4", "panel_right"),
    Item("pane", "N&ächster Bereich", "next_pane", "F6"),
    Item("pane_back", "V&origer Bereich", "previous_pane", "Shift+F6"),
    LINE,
    Item("theme", "&Erscheinungsbild", ""),
    Item("as_of", "Stic&htag wählen …", "choose_day", "", "calendar"),
)

HELP = (
    Item("help", "&Hilfe zu diesem Ort", "show_help", "F1", "help"),
    Item("keys", "&Tastenkürzel", "show_keys", ""),
    LINE,
    Item("about", "Ü&ber OZG-Desk", "show_about", "", "info"),
)

MENUS = (("&Datei", FILE), ("&Bearbeiten", EDIT), ("&Ansicht", VIEW), ("&Hilfe", HELP))


def make_action(item: Item, owner: QObject, run: Callable[[], object]) -> QAction:
    """The action for an entry."""
    shown = f"{item.text}\t{item.shown_keys}" if item.shown_keys else item.text
    action = QAction(shown, owner)
    if item.keys:
        action.setShortcut(QKeySequence(item.keys))
    if item.icon:
        action.setIcon(icon(item.icon))
    action.triggered.connect(lambda _checked=False: run())
    return action


def key_list() -> tuple[tuple[str, str], ...]:
    """Every key of the window with what it does, for the help."""
    keys = []
    for _, items in MENUS:
        for item in items:
            native = QKeySequence(item.keys).toString(QKeySequence.SequenceFormat.NativeText)
            if shown := item.shown_keys or native:
                keys.append((shown, item.text.replace("&", "").removesuffix(" …")))
    return (*keys, *MORE_KEYS)


MORE_KEYS = (
    ("Strg+1 … Strg+9", "Ort wechseln"),
    ("Alt+Buchstabe", "unterstrichenen Befehl oder Ort wählen"),
    ("Umschalt+F10", "Kontextmenü"),
    ("Alt+Pfeil unten", "Kalender oder Liste eines Feldes öffnen"),
    ("Esc", "Eingabe im Feld verwerfen; das erste Mal fragt"),
    ("Strg+Eingabe", "neuen Eintrag anlegen"),
    ("Strg+C", "markierte Zeilen kopieren, auch für Excel"),
)
