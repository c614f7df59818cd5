"""What a spreadsheet puts on the clipboard is read as tasks."""

import pytest

from ozgdesk.formats import NotReadable
from ozgdesk.present.pasted_tasks import MOST, read_tasks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Erfassen\t2\nPrüfen\t\n", [("Erfassen", 960), ("Prüfen", None)]),
        ("Nr.\tAufgabe\tDauer\nA-001\tErfassen\t1 Wo\n", [("Erfassen", 2400)]),
        ("Nr.\tAufgabe\nA-001\tErfassen\n", [("Erfassen", None)]),
        ('"Zwei\nZeilen"\t1\r\n\r\n\t3\r\n', [("Zwei Zeilen", 480)]),
        ("<b>& 😀", [("<b>& 😀", None)]),
        ("", []),
    ],
)
def test_names_and_durations_are_read(text: str, found: list[tuple[str, int | None]]) -> None:
    assert read_tasks(text) == found


def test_too_many_lines_and_unreadable_durations_are_refused_in_german() -> None:
    with pytest.raises(NotReadable, match="höchstens 500 Zeilen"):
        read_tasks("x\n" * (MOST + 1))
    with pytest.raises(NotReadable, match=r"^Zeile 2: "):
        read_tasks("Aufgabe\tDauer\nErfassen\tbald")
