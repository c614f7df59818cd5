"""What a key means for a chosen station, the same in the lanes and in their table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ozgdesk.present.council_results import RESULT_KEYS

OPEN, STATION, REMOVE, MEETING, RESULT = "open", "station", "remove", "meeting", "result"
_WISHES = {
    Qt.Key.Key_Return: OPEN,
    Qt.Key.Key_Enter: OPEN,
    Qt.Key.Key_F2: OPEN,
    Qt.Key.Key_Insert: STATION,
    Qt.Key.Key_Delete: REMOVE,
    Qt.Key.Key_S: MEETING,
}
ADDS_PAPER = frozenset({OPEN, STATION})
"""The wishes that add a paper where a municipality has none."""


def wish_of(event: QKeyEvent) -> tuple[str, str]:
    """What a key wants, empty for nothing, and the letter of the result it stands for."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return "", ""
    key = Qt.Key(event.key())
    letter = key.name.removeprefix("Key_")
    if key in _WISHES:
        return _WISHES[key], ""
    return (RESULT, letter) if letter in RESULT_KEYS else ("", "")
