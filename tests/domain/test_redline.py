from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.redline import Run, RunKind, is_same_wording, redline, same_words
from tests.domain.clause_rows import ref, wordings

anything = st.one_of(wordings, st.text(max_size=60))
MIRRORED = {
    RunKind.EQUAL: RunKind.EQUAL,
    RunKind.DELETED: RunKind.INSERTED,
    RunKind.INSERTED: RunKind.DELETED,
}


def told(old: str, new: str) -> str:
    signs = {RunKind.EQUAL: "{}", RunKind.DELETED: "[-{}-]", RunKind.INSERTED: "[+{}+]"}
    return "".join(signs[run.kind].format(run.text) for run in redline(old, new))


@given(anything, anything)
def test_what_stayed_and_what_is_gone_is_the_old_text_and_with_what_is_new_the_new_one(
    old: str, new: str
) -> None:
    runs = redline(old, new)
    assert "".join(run.old for run in runs) == old
    assert "".join(run.new for run in runs) == new
    assert all(bool(run.old) is (run.kind is not RunKind.INSERTED) for run in runs)
    assert all(bool(run.new) is (run.kind is not RunKind.DELETED) for run in runs)


@given(anything)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert is_same_wording(redline(text, text))


@given(anything, anything)
def test_swapped_sides_give_the_same_stretches_swapped(old: str, new: str) -> None:
    def order(runs: tuple[Run, ...]) -> list[Run]:
        return sorted(runs, key=lambda run: (run.kind, run.old, run.new))

    swapped = tuple(Run(MIRRORED[run.kind], run.new, run.old) for run in redline(new, old))
    assert order(swapped) == order(redline(old, new))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Es sind drei Monate.", "Es sind sechs Monate.", "Es sind [-drei-][+sechs+] Monate."),
        ("Die Kosten.", "Die laufenden Kosten.", "Die [+laufenden +]Kosten."),
        ("Sie gilt.", "Sie gilt nicht.", "Sie gilt[+ nicht+]."),
        ("Sie gilt nicht.", "Sie gilt.", "Sie gilt[- nicht-]."),
        ("bis 31.12.2027", "bis 30.06.2028", "bis [-31.12.2027-][+30.06.2028+]"),
        ("1.000,50 Euro", "1.200,50 Euro", "[-1.000,50-][+1.200,50+] Euro"),
        ("Erstens.\nZweitens.", "Erstens. Zweitens.", "Erstens.[-\n-][+ +]Zweitens."),
        ("", "Neu.", "[+Neu.+]"),
        ("Alt.", "", "[-Alt.-]"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_whole_words(old: str, new: str, wanted: str) -> None:
    assert told(old, new) == wanted


def test_small_words_between_two_changes_do_not_cut_them_up() -> None:
    old = "Usingen trägt die Hälfte der Kosten des Betriebs allein."
    new = "Usingen übernimmt die Summe der Aufwendungen des Betriebs allein."
    assert told(old, new) == (
        "Usingen [-trägt die Hälfte der Kosten-][+übernimmt die Summe der Aufwendungen+] des Betriebs allein."
    )


def test_a_wording_with_little_in_common_is_told_as_a_whole() -> None:
    old, new = "Der Rat tagt jährlich im Mai.", "Streit schlichtet die Aufsicht auf Antrag einer Partei."
    assert told(old, new) == f"[-{old[:-1]}-][+{new[:-1]}+]."


def test_another_kind_of_blank_is_no_difference() -> None:
    assert is_same_wording(redline("nach § 5  Abs. 2", "nach §\u00a05 Abs.\u00a02"))


def test_a_reference_changes_as_a_whole() -> None:
    assert told(f"Nach {ref(1)} gilt.", f"Nach {ref(2)} gilt.") == f"Nach [-{ref(1)}-][+{ref(2)}+] gilt."


def test_tokens_that_mean_the_same_are_no_difference() -> None:
    runs = redline(f"Nach {ref(1)} gilt.", f"Nach {ref(2)} gilt.", {ref(2): ref(1)})
    assert runs == (Run(RunKind.EQUAL, f"Nach {ref(1)} gilt.", f"Nach {ref(2)} gilt."),)


def test_same_words_counts_without_regard_to_their_order() -> None:
    assert same_words("a b c", "c b a") == 1.0
    assert same_words("a b", "b c") == 0.5
    assert same_words("", "") == 0.0


@pytest.mark.parametrize("change", ["shuffled", "every tenth word", "other words"])
@pytest.mark.parametrize("vocabulary", [7, 700, 9_000])
def test_a_paragraph_of_ten_thousand_words_is_compared_in_a_moment(change: str, vocabulary: int) -> None:
    words = [f"Wort{number * number * 7919 % vocabulary}" for number in range(10_000)]
    changed = {
        "shuffled": sorted(words),
        "every tenth word": ["anders" if n % 10 == 0 else word for n, word in enumerate(words)],
        "other words": [f"{word}x" for word in words],
    }[change]
    start = process_time()
    redline(" ".join(words), " ".join(changed))
    assert process_time() - start < 3
