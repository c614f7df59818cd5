"""Lines keep to their width and lose nothing; words are divided where German allows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.reports import fonts, hyphenation, look, typeset
from ozgdesk.reports.fonts import SOFT_HYPHEN
from ozgdesk.reports.styles import NORMAL
from ozgdesk.reports.typeset import Line, break_lines, run_width, runs_of

BODY = NORMAL.paragraphs["body"]


def lines_of(text: look.Text, width: float, **options: bool) -> list[Line]:
    return break_lines(runs_of(text, BODY, set()), BODY.size, width, **options)


def texts(lines: list[Line]) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines]


def joined(lines: list[Line]) -> str:
    """Return the text that the lines give when read on."""
    parts = ("".join(run.text for run in line.runs) + ("" if line.joined else " ") for line in lines)
    return " ".join("".join(parts).replace(SOFT_HYPHEN, "").split())


letters = st.text(st.sampled_from("abcäßÜ WMil.-/–\u00a0"), max_size=300)


@given(letters, st.floats(12, 300), st.booleans())
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text: str, width: float, hyphenate: bool) -> None:
    lines = lines_of(text, width, hyphenate=hyphenate)
    assert joined(lines) == " ".join(text.split())
    for line in lines:
        assert line.width <= width + 0.01
        assert line.width == pytest.approx(sum(run_width(run, BODY.size) for run in line.runs))


def test_words_are_divided_at_german_syllables() -> None:
    lines = lines_of("Gemeindevertretung", 60)
    assert texts(lines) == ["Gemeindever" + SOFT_HYPHEN, "tretung"]
    assert [line.joined for line in lines] == [True, False]


def test_a_heading_is_not_hyphenated_when_the_word_fits_the_next_line() -> None:
    lines = lines_of("Beschluss der Gemeindevertretung", 110, hyphenate=False)
    assert texts(lines) == ["Beschluss der", "Gemeindevertretung"]


def test_single_letters_between_hyphens_are_not_offered() -> None:
    word = "Öffentlichkeitsarbeit"
    assert [word[:cut] for cut in hyphenation.cuts(word)] == ["Öffent", "Öffentlich", "Öffentlichkeits"]


def test_numbers_dates_and_amounts_are_not_divided() -> None:
    for text in ("XII/305/2020", "2026-11-22", "1.234,56\u00a0€", "§\u00a0245"):
        width = fonts.width(text, BODY.face, BODY.size)
        assert text in texts(lines_of(f"Das ist nun {text} hier", width + 1))


def test_compounds_are_divided_after_their_hyphen_or_slash() -> None:
    assert texts(lines_of("OZG-Umsetzung", 60)) == ["OZG-", "Umsetzung"]
    assert texts(lines_of("Städte/Gemeinden", 60)) == ["Städte/", "Gemeinden"]


def test_a_light_stays_with_its_word() -> None:
    for width in range(30, 200, 5):
        for line in lines_of(["Stand der Termine: ", look.light("red", "rot"), " seit gestern"], width):
            shapes = [number for number, run in enumerate(line.runs) if run.shape]
            assert all(line.runs[number + 1].text.startswith("rot") for number in shapes)


def test_tones_change_face_and_colour_and_keep_the_spaces_between() -> None:
    runs = runs_of(["Das ist ", look.strong("wichtig"), " und ", look.muted("leise"), "."], BODY, set())
    [line] = break_lines(runs, BODY.size, 500)
    assert "".join(run.text for run in line.runs) == "Das ist wichtig und leise."
    assert {run.face for run in line.runs} == {fonts.REGULAR, fonts.STRONG}
    assert {run.colour for run in line.runs} == {typeset.INK, typeset.MUTED}


def test_line_feeds_begin_new_lines() -> None:
    assert texts(lines_of("eins\nzwei\n\nvier", 200)) == ["eins", "zwei", "", "vier"]
