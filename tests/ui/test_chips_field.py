"""A field with placeholders as labels, away from any page."""

import subprocess
import sys

_COPY_AND_END = """
from PySide6.QtGui import QGuiApplication
from ozgdesk.ui.start import start_qt
app = start_qt("light")
from ozgdesk.ui.views.chips_field import ChipsField
from ozgdesk.ui.views.clause_chips import ChipWords
field = ChipsField("Text")
field.set_words(lambda token: ChipWords("fünf", "Laufzeit"))
field.show_value("gilt {field:term_years} Jahre")
field.edit.selectAll()
field.edit.copy()
print(QGuiApplication.clipboard().text())
"""


def test_the_program_ends_in_peace_while_copied_text_is_on_the_clipboard() -> None:
    found = subprocess.run(
        [sys.executable, "-c", _COPY_AND_END], capture_output=True, check=False, encoding="utf-8"
    )
    assert (found.returncode, found.stdout.strip()) == (0, "gilt fünf Jahre")
