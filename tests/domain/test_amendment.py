"""An amendment says by the old numbers what leads from one text of an agreement to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.commands import agreements, clauses
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.amendment import Command, amendment_commands
from ozgdesk.domain.clauses import Outline
from ozgdesk.domain.text_comparison import ClauseChange, compare_texts
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind as Kind
from ozgdesk.present.amendment import amendment, amendment_text
from tests.domain.agreement_rows import VERSION, agreement_rows
from tests.helpers import TODAY, cooperation, transaction


class Texts:
    """Three §§ in force and a copy to change: `do` runs a command, `part` finds a part of the copy."""

    def __init__(self):
        self.tx = transaction([cooperation(), *agreement_rows()])
        purpose = self.add(Kind.CLAUSE, heading="Ziel", text="Alle arbeiten zusammen.")
        costs = self.add(Kind.CLAUSE, heading="Kosten")
        self.add(
            Kind.PARAGRAPH, parent_id=costs.id, text="Die Kosten tragen alle. Näheres regelt eine Satzung."
        )
        self.add(Kind.PARAGRAPH, parent_id=costs.id, text="Abgerechnet wird bis zum 31. März.")
        liability = self.add(Kind.CLAUSE, heading="Haftung", text="Jede haftet selbst.")
        self.add(Kind.CLAUSE, heading="Schluss", text=f"Für Schäden gilt {{ref:{liability.stem}}}.")
        self.stems = {row.heading or row.text[:10]: row.stem for row in self.tx.all(Clause)}
        self.purpose, self.new = purpose, self.do(agreements.copy_version(VERSION, "Entwurf"))

    def do(self, command):
        return command(self.tx)

    def add(self, kind, **values):
        return self.do(clauses.add_clause(VERSION, kind, **values))

    def part(self, begin):
        stem = self.stems[begin[:10]]
        return next(row for row in self.tx.all(Clause) if (row.version_id, row.stem) == (self.new.id, stem))

    def edit(self, begin, **values):
        self.do(clauses.edit_clause(self.part(begin).id, **values))

    def commands(self):
        found = amendment(View(self.tx.snapshot(), TODAY), VERSION, self.new.id)
        return [line.text.replace("\u00a0", " ") for line in found.commands]

    def quoted(self):
        found = amendment(View(self.tx.snapshot(), TODAY), VERSION, self.new.id)
        return [
            f"{part.number} {part.text}".strip().replace("\u00a0", " ")
            for line in found.commands
            for part in line.quoted
        ]


@pytest.fixture
def texts():
    return Texts()


def test_the_same_text_needs_no_command(texts):
    assert texts.commands() == []


def test_a_few_words_are_exchanged_in_their_sentence(texts):
    texts.edit("Die Kosten", text="Die Kosten tragen die Städte. Näheres regelt eine Satzung.")
    (command,) = texts.commands()
    assert command == "In § 2 Abs. 1 Satz 1 wird das Wort „alle“ durch die Wörter „die Städte“ ersetzt."


def test_a_day_is_called_an_entry(texts):
    texts.edit("Abgerechnet", text="Abgerechnet wird bis zum 30. Juni.")
    (command,) = texts.commands()
    assert command == "In § 2 Abs. 2 wird die Angabe „31. März“ durch die Angabe „30. Juni“ ersetzt."


def test_a_number_is_exchanged_with_the_sign_in_front_of_it(texts):
    texts.edit("Haftung", text="Jede haftet nach § 5 des Gesetzes selbst.")
    texts.do(agreements.freeze_version(texts.new.id))
    texts.new = texts.do(agreements.copy_version(texts.new.id, "Zweiter"))
    texts.edit("Haftung", text="Jede haftet nach § 6 des Gesetzes selbst.")
    found = amendment(View(texts.tx.snapshot(), TODAY), texts.new.based_on_id, texts.new.id)
    (line,) = (line.text.replace("\u00a0", " ") for line in found.commands)
    assert line == "In § 3 wird die Angabe „§ 5“ durch die Angabe „§ 6“ ersetzt."


def test_words_are_inserted_behind_a_word_and_taken_out(texts):
    texts.edit("Ziel", text="Alle arbeiten freiwillig zusammen.")
    texts.edit("Haftung", text="Jede haftet.")
    assert texts.commands() == [
        "In § 1 wird nach dem Wort „arbeiten“ das Wort „freiwillig“ eingefügt.",
        "In § 3 wird das Wort „selbst“ gestrichen.",
    ]


def test_a_sentence_that_says_something_else_is_given_anew(texts):
    texts.edit("Die Kosten", text="Wer bestellt, zahlt. Näheres regelt eine Satzung.")
    assert texts.commands() == ["§ 2 Abs. 1 Satz 1 wird wie folgt gefasst: „Wer bestellt, zahlt.“"]


def test_a_sentence_is_inserted_appended_or_struck(texts):
    texts.edit("Die Kosten", text="Die Kosten tragen alle. Das gilt immer. Näheres regelt eine Satzung.")
    texts.edit("Abgerechnet", text="Abgerechnet wird bis zum 31. März. Später geht es nicht.")
    assert texts.commands() == [
        "Nach § 2 Abs. 1 Satz 1 wird folgender Satz eingefügt: „Das gilt immer.“",
        "§ 2 Abs. 2 wird folgender Satz angefügt: „Später geht es nicht.“",
    ]
    texts.edit("Die Kosten", text="Die Kosten tragen alle.")
    assert texts.commands()[0] == "§ 2 Abs. 1 Satz 2 wird gestrichen."


def test_a_heading_is_given_anew(texts):
    texts.edit("Kosten", heading="Kosten und „Umlage“")
    assert texts.commands() == ["Die Überschrift des § 2 wird wie folgt gefasst: „Kosten und ‚Umlage‘“."]


def test_a_new_clause_pushes_the_later_ones_on(texts):
    made = texts.do(
        clauses.add_clause(
            texts.new.id, Kind.CLAUSE, after_id=texts.part("Ziel").id, heading="Beitritt", text="Jede darf."
        )
    )
    assert made.heading == "Beitritt"
    assert texts.commands() == [
        "Nach § 1 wird folgender § 2 eingefügt:",
        "In § 4 wird die Angabe „§ 3 (Haftung)“ durch die Angabe „§ 4 (Haftung)“ ersetzt.",
        "Die bisherigen §§ 2 bis 4 werden die §§ 3 bis 5.",
    ]
    assert texts.quoted() == ["„§ 2 Beitritt", "Jede darf.“"]


def test_new_clauses_and_a_new_annex_are_commanded_apart(texts):
    for kind, heading in ((Kind.CLAUSE, "Dauer"), (Kind.CLAUSE, "Ende"), (Kind.ANNEX, "Liste")):
        texts.do(clauses.add_clause(texts.new.id, kind, heading=heading, text="Neu ist das."))
    assert texts.commands() == [
        "Nach § 4 werden folgende §§ 5 und 6 eingefügt:",
        "Der Vereinbarung wird folgende Anlage 1 angefügt:",
    ]


def test_an_absatz_is_appended_inserted_and_repealed(texts):
    costs = texts.part("Kosten")
    texts.do(
        clauses.add_clause(texts.new.id, Kind.PARAGRAPH, parent_id=costs.id, text="Zinsen gibt es nicht.")
    )
    assert texts.commands() == ["§ 2 wird folgender Absatz 3 angefügt:"]
    texts.do(clauses.delete_clause(texts.part("Die Kosten").id))
    assert texts.commands() == [
        "§ 2 Abs. 1 wird aufgehoben.",
        "§ 2 wird folgender Absatz 2 angefügt:",
        "In § 2 wird der bisherige Absatz 2 Absatz 1.",
    ]


def test_a_lone_absatz_loses_its_number(texts):
    texts.do(clauses.delete_clause(texts.part("Die Kosten").id))
    assert texts.commands() == ["§ 2 Abs. 1 wird aufgehoben.", "In § 2 entfällt die Absatzbezeichnung."]


def test_a_clause_is_repealed_and_one_moves(texts):
    texts.do(clauses.delete_clause(texts.part("Ziel").id))
    assert texts.commands()[0] == "§ 1 wird aufgehoben."
    texts.do(clauses.move_clause(texts.part("Haftung").id, parent_id=None, after_id=None))
    assert "Der bisherige § 3 wird § 1." in texts.commands()
    assert "Der bisherige § 4 wird § 3." in texts.commands()


def test_a_part_whose_order_changed_is_given_as_a_whole(texts):
    texts.do(clauses.shift_clause(texts.part("Abgerechnet").id, -1))
    assert texts.commands() == ["§ 2 wird wie folgt gefasst:"]
    assert texts.quoted() == [
        "„§ 2 Kosten",
        "(1) Abgerechnet wird bis zum 31. März.",
        "(2) Die Kosten tragen alle. Näheres regelt eine Satzung.“",
    ]


def test_the_draft_reads_as_a_text(texts):
    texts.edit("Haftung", text="Jede haftet.")
    text = amendment_text(amendment(View(texts.tx.snapshot(), TODAY), VERSION, texts.new.id))
    assert "Artikel 1\nÄnderungen\n" in text
    assert "1. In § 3 wird das Wort „selbst“ gestrichen." in text.replace("\u00a0", " ")


_STEPS = st.lists(
    st.tuples(st.sampled_from(("edit", "delete", "add", "move", "nest")), st.integers(0, 20)), max_size=6
)


@given(_STEPS)
def test_whatever_changed_is_addressed_and_no_command_names_a_part_that_was_not_there(changes):
    texts = Texts()
    for what, number in changes:
        rows = [row for row in texts.tx.all(Clause) if row.version_id == texts.new.id]
        if not rows:
            break
        row = rows[number % len(rows)]
        try:
            if what == "edit":
                texts.do(clauses.edit_clause(row.id, text=f"{row.text} Zusatz {number}."))
            elif what == "delete":
                texts.do(clauses.delete_clause(row.id))
            elif what == "add":
                texts.do(clauses.add_clause(texts.new.id, row.kind, parent_id=row.parent_id, after_id=row.id))
            elif what == "move":
                texts.do(clauses.shift_clause(row.id, -1 if number % 2 else 1))
            else:
                texts.do(clauses.nest_clause(row.id))
        except clauses.RuleViolation:
            continue
    old, new = (
        Outline(row for row in texts.tx.all(Clause) if row.version_id == id_)
        for id_ in (VERSION, texts.new.id)
    )
    compared = compare_texts(old, new)
    found = amendment_commands(compared)
    assert bool(found) == (not compared.is_empty)
    assert all(command.old is None or command.old.clause.id in old.by_id for command in found)
    told = {node.clause.id for c in found for node in (c.new, *c.block) if node is not None}
    gone = {c.old.clause.id for c in found if c.command is Command.GONE and c.old is not None}
    for pair in compared.pairs:
        if pair.change is ClauseChange.NEW:
            assert pair.new.clause.id in told
        if pair.change is ClauseChange.DELETED:
            above = {step.clause.id for step in (*pair.old.path, pair.old)}
            whole = {c.old.clause.id for c in found if c.command is Command.WHOLE}
            assert above & (gone | whole)
    for line in amendment(View(texts.tx.snapshot(), TODAY), VERSION, texts.new.id).commands:
        assert line.text.endswith((".", ":", ".“"))
