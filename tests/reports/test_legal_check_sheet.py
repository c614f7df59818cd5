"""The legal check on paper."""

from __future__ import annotations

from tests.reports.test_sheets import pages, printed_sample, words


def test_the_version_is_named_once_and_the_head_of_every_page_says_what_it_is() -> None:
    data = printed_sample("legal_check", "demo")
    assert "Fassung: Fassung" not in words(data)
    assert "Fassung der vier Hauptämter" in words(data)
    assert "Fassung: Inhalt laut" in words(printed_sample("legal_check", "taunus"))
    assert "Rechtsprüfung: Vereinbarung OZG" in pages(data)[1]


def test_notes_are_headed_in_the_plural() -> None:
    assert "Hinweise (" in words(printed_sample("legal_check", "demo"))
