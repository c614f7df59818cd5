"""Text is cleaned in one place, and what the typeface lacks is told."""

from __future__ import annotations

import pytest

from ozgdesk.reports import fonts


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Größe „gut“ – 5 €", "Größe „gut“ – 5 €"),
        ("Łódź, İzmir, Čech, ẞ, → ✓", "Łódź, İzmir, Čech, ẞ, → ✓"),
        ("a\tb\x00c\x1bd", "a b c d"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("u\u0308ber", "über"),
        ("Verein\u00adbarung\u200b\ufeff", "Vereinbarung"),
        ("10\u202f000\u2009€", "10\u00a0000 €"),
        ("\U0001d400", "A"),
        ("\ud800", ""),
        ("❤\ufe0f", "❤"),
    ],
)
def test_text_is_cleaned(typed: str, set_as: str) -> None:
    assert fonts.clean(typed) == set_as


def test_missing_characters_become_their_number_and_are_collected() -> None:
    missing: set[str] = set()
    assert fonts.clean("\u4e2d\U0001f600\ue000", missing) == "[U+4E2D][U+1F600][U+E000]"
    assert fonts.numbers(missing) == ("U+4E2D", "U+E000", "U+1F600")


def test_the_width_of_a_text_is_that_of_its_characters() -> None:
    assert fonts.width("Wi", fonts.REGULAR, 10) == pytest.approx(
        fonts.width("W", fonts.REGULAR, 10) + fonts.width("i", fonts.REGULAR, 10)
    )
    assert fonts.width("Wi", fonts.BOLD, 10) > fonts.width("Wi", fonts.REGULAR, 10)
