import re
import time
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.clause_parts import Part
from ozgdesk.domain.clauses import LEVELS
from ozgdesk.domain.vocabulary import ClauseKind as K
from ozgdesk.texts.clause_markup import as_text, clean, dropped_signs, parts_of

MARKS = re.compile(
    r"§\d*\w?[.:)]?|Art\.|Artikel|Anlage|Anhang|Nr\.|Präambel:?|Eingangsformel:?|Seite|von|[-–—|:./]|"
    r"\(?\w{1,4}[.:)]*|[•·▪▫◦‣⁃●○■□➢➤✓*]"
)
"""What may be left out: marks of parts and page numbers, nothing else."""


def words_of(parts: Sequence[Part]) -> list[str]:
    found = []
    for part in parts:
        found += part.heading.split() + part.text.split() + words_of(part.children)
    return found


def kinds_fit(parts: Sequence[Part], parent: K | None) -> bool:
    return all(part.kind in LEVELS[parent] and kinds_fit(part.children, part.kind) for part in parts)


def outline_of(text: str) -> list[str]:
    def lines(parts: Sequence[Part], depth: int) -> list[str]:
        found = []
        for part in parts:
            found.append(f"{'  ' * depth}{part.kind.value}: {part.heading or part.text}")
            found += lines(part.children, depth + 1)
        return found

    return lines(parts_of(text), 0)


def test_a_whole_agreement_is_read_into_its_parts() -> None:
    text = (
        "Zwischen\nder Stadt Usingen,\nund der Stadt Neu-Anspach\nwird vereinbart:\n\n"
        "Präambel\nDie Städte wollen es.\n\n"
        "§ 1 Gegenstand\n(1) Gegenstand ist das OZG.\n(2) Ziele sind\n1. ein Angebot,\n"
        "2. Kosten\na) der Software,\n"
        "b) der Schulung.\n§ 2\nHaftung\nEs gilt das Gesetz.\nAnlage 1: Aufgaben\n{field:led_tasks}\n"
    )
    assert outline_of(text) == [
        "formula: Zwischen\nder Stadt Usingen,\nund der Stadt Neu-Anspach\nwird vereinbart:",
        "preamble: Präambel",
        "  paragraph: Die Städte wollen es.",
        "clause: Gegenstand",
        "  paragraph: Gegenstand ist das OZG.",
        "  paragraph: Ziele sind",
        "    number: ein Angebot,",
        "    number: Kosten",
        "      letter: der Software,",
        "      letter: der Schulung.",
        "clause: Haftung",
        "  paragraph: Es gilt das Gesetz.",
        "annex: Aufgaben",
        "  paragraph: {field:led_tasks}",
    ]


def test_a_numbered_list_of_parties_stays_in_the_formula() -> None:
    text = "Zwischen\n1. der Stadt Usingen\n2. der Stadt Neu-Anspach\nwird vereinbart:\n§ 1 Ziel\nEin Satz."
    formula = parts_of(text)[0]
    assert formula.kind is K.FORMULA
    assert formula.text.startswith("Zwischen\n1. der Stadt Usingen\n2. der Stadt")


def test_text_without_marks_becomes_absaetze() -> None:
    assert parts_of("Erster Satz.\n\nZweiter Satz.\nDritter Satz.") == (
        Part(K.PARAGRAPH, text="Erster Satz."),
        Part(K.PARAGRAPH, text="Zweiter Satz."),
        Part(K.PARAGRAPH, text="Dritter Satz."),
    )


def test_lines_that_a_page_has_broken_are_joined() -> None:
    text = (
        "Die Kommunen arbeiten bei der Umsetzung zusammen und stimmen sich über\nTermine\nSeite 2 von 9\nab."
    )
    assert parts_of(text) == (Part(K.PARAGRAPH, text=f"{text.splitlines()[0]} Termine ab."),)


def test_a_sentence_that_cites_a_paragraf_or_begins_with_a_date_is_no_heading() -> None:
    lines = [
        "§ 24 KGG bleibt unberührt.",
        "§ 5 Abs. 2 gilt.",
        "§ 9 gilt entsprechend.",
        "Anlage 1 ist Bestandteil der Vereinbarung zwischen allen.",
        "1. Januar 2027 ist der Beginn.",
    ]
    for line in lines:
        assert parts_of(line) == (Part(K.PARAGRAPH, text=line),)


def test_what_word_leaves_behind_does_no_harm() -> None:
    text = (
        "§\u00a07\tIT\u2011Standards\r\n(1)\tDie Verein\u00adbarung\u200b gilt.\r\n"
        "\uf0b7\teins\r\n\uf0b7\tzwei\r\n\x0bdrei\r\n-\u00a0vier"
    )
    assert outline_of(text) == [
        "clause: IT-Standards",
        "  paragraph: Die Vereinbarung gilt.",
        "    number: eins",
        "    number: zwei\ndrei",
        "      letter: vier",
    ]


def test_a_paragraph_behind_a_numbered_absatz_stays_in_it_so_that_numbers_stay() -> None:
    text = "§ 1 Ziel\n(1) Erstens.\n\nNoch ein Gedanke.\n(2) Zweitens."
    assert [part.text for part in parts_of(text)[0].children] == ["Erstens.\nNoch ein Gedanke.", "Zweitens."]


def test_the_end_of_a_section_before_the_next_one_is_no_formula() -> None:
    assert outline_of("(3) Der Rest.\n§ 5 Haftung\nSatz.")[:2] == ["clause: ", "  paragraph: Der Rest."]


def test_tokens_survive() -> None:
    stem = "a" * 32
    text = f"§ 1 Ziel\n(1) Nach {{ref:{stem}}} für {{field:parties}} und {{topic:term}}."
    assert (
        parts_of(text)[0].children[0].text == f"Nach {{ref:{stem}}} für {{field:parties}} und {{topic:term}}."
    )


def test_a_text_longer_than_a_field_becomes_several_absaetze() -> None:
    parts = parts_of("Wort " * 150_000)
    assert all(len(part.text) <= 200_000 for part in parts)
    assert words_of(parts) == ["Wort"] * 150_000


PIECES = st.sampled_from(
    """
    § 1/§ 12\tKosten und Haftung/§ 3a – Ziel/Art. 4 Dauer/(1)/(2) /1. /2) /a) /bb) /(c) /• /- /o\t/– /
    Anlage 2: /Anhang/Präambel/Präambel – Anlass/Vorbemerkungen/Eingangsformel/
    Seite 3 von 9/- 4 -/\r\n/\x0b/\u2028/
    \x0c/\t/\u00a0/Die Kommunen/arbeiten zusammen/zusammen./Ziele sind:/§ 24 KGG/31. Dezember 2027/
    Anlage 1/*/9/%/Verein\u00adbarung/\u200f/\x07/{field:parties}/mit,/und/KGG/„Zitat“/
    Die beteiligten Kommunen stimmen sich über alle Termine des Vorhabens
    """.replace("\n    ", "").split("/")
)
BREAKS = st.sampled_from(["\n", "\n", "\n\n", "\ud800"])
TEXTS = st.lists(PIECES | BREAKS | st.text(max_size=6), max_size=30).map(" ".join)


@given(TEXTS)
def test_every_word_survives_except_the_marks(text: str) -> None:
    given_words, kept = clean(text).split(), words_of(parts_of(text))
    left = iter(kept)
    wanted = next(left, None)
    for word in given_words:
        if word == wanted:
            wanted = next(left, None)
        elif wanted is not None and word.endswith(wanted):
            assert MARKS.fullmatch(word.removesuffix(wanted)), (word, wanted)
            wanted = next(left, None)
        else:
            assert MARKS.fullmatch(word), (word, wanted)
    assert wanted is None


@given(TEXTS)
def test_text_that_is_written_from_parts_reads_as_the_same_parts(text: str) -> None:
    parts = parts_of(text)
    assert parts_of(as_text(parts)) == parts


@given(TEXTS)
def test_every_part_may_stand_where_it_hangs(text: str) -> None:
    parts = parts_of(text)
    assert all(kinds_fit(part.children, part.kind) for part in parts)
    assert len({part.kind in LEVELS[None] for part in parts}) <= 1


def test_a_book_is_read_in_about_a_second() -> None:
    page = "§ 1 Kosten\n(1) " + "Wort und Wort " * 40 + "\n1. erstens aus dem\nBuch.\n"
    text = page * 1_200
    assert len(text.split()) > 150_000
    started = time.process_time()
    parts_of(text)
    assert time.process_time() - started < 3


def test_signs_that_nobody_can_see_are_dropped_and_counted() -> None:
    typed = "\u202eA\u200d\u200c\u061c\u180eB\u0007\r\nC\ufeff\ufffe\ufdd0"
    assert clean(typed) == "AB\nC"
    assert dropped_signs(typed) == 9
    assert dropped_signs("Zeile\r\nZeile\tEnde") == 0
