import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.sentences import sentence_spans, sentences
from tests.domain.clause_rows import ref

ONE = (
    "Die Kosten trägt Usingen.",
    "Maßgeblich ist § 5 Abs. 2 Nr. 3 der Vereinbarung.",
    "Die Leistungen, z. B. Anträge nach Art. 6 DSGVO, d. h. alle, bleiben.",
    "Die Vereinbarung gilt bis zum 31. Dezember 2027 und danach fort.",
    "Sie beginnt am 1. Januar.",
    "Stichtag ist jeweils der 30. Juni des Vorjahres.",
    "Der Antrag ist bis zum Ende des 2. Quartals zu stellen.",
    "Zuständig ist Dr. Muster bzw. die Vertretung i. V. m. § 24 KGG.",
    "Es gilt das KGG (GVBl. I S. 307) i.d.F. Nr. 2.",
    "Die Kosten betragen 1.250,50 Euro.",
    "Näheres regeln die §§ 5 ff. KGG.",
    "Ohne Punkt am Ende",
    f"Nach {ref(1)} tragen {{field:parties}} die Kosten.",
)
SEVERAL = (
    (("Die Kosten trägt Usingen.", "Die Parteien teilen sie."), " "),
    (("Es gilt § 5.", "Die Kosten bleiben."), " "),
    (("Maßgeblich ist Abs. 2.", "Näheres regelt ein Anhang."), " "),
    (("Sie endet 2027.", "Eine Kündigung ist möglich."), " "),
    (("Der Rat hat 5.", "Die Sitze verteilt er."), " "),
    (("Es gilt „Recht vor Macht.“", "Die Parteien stimmen zu."), " "),
    (("Wer zahlt?", "Alle!", "{field:parties} zahlen."), " "),
    ((f"Es gilt {ref(1)}.", "§ 6 bleibt unberührt."), " "),
    (("Personal, Miete usw.", "Die Kosten werden geteilt."), " "),
    (("Erste Zeile", "Zweite Zeile."), "\n\n"),
    (("Die Frist beträgt sechs Monate.", "Sie beginnt am 1. Mai."), "\n"),
)


@pytest.mark.parametrize("text", ONE)
def test_a_full_stop_within_a_sentence_ends_none(text: str) -> None:
    assert sentences(text) == (text,)


@pytest.mark.parametrize(("wanted", "blank"), SEVERAL)
def test_sentences_are_counted_one_by_one(wanted: tuple[str, ...], blank: str) -> None:
    assert sentences(blank.join(wanted)) == wanted


@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from((*ONE, "1.", "?", "…", "\n\n"))).map(" ".join))
)
def test_sentences_hold_everything_but_the_blanks_between_them(text: str) -> None:
    spans = sentence_spans(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert all(text[end:start].strip() == "" for end, start in zip(ends, starts, strict=True))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
