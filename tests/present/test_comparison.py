"""Two versions of an agreement as the Synopse shows them."""

import pytest

from ozgdesk.commands import agreements, clauses
from ozgdesk.commands.change_reasons import give_reason
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.drafting import ChangeReason
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.comparison import compared_texts, former_version, version_pairs
from tests.domain.agreement_rows import VERSION, agreement_rows
from tests.helpers import TODAY, cooperation, transaction


class Texts:
    """A version with two §§, and a copy of it to change."""

    def __init__(self):
        self.tx = transaction([cooperation(), *agreement_rows()])
        self.costs = self.add(ClauseKind.CLAUSE, heading="Kosten")
        self.first = self.add(ClauseKind.PARAGRAPH, parent_id=self.costs.id, text="Die Kosten tragen alle.")
        self.add(ClauseKind.PARAGRAPH, parent_id=self.costs.id, text="Abgerechnet wird jährlich.")
        self.liability = self.add(ClauseKind.CLAUSE, heading="Haftung", text="Jede Kommune haftet selbst.")
        self.notice = self.add(
            ClauseKind.CLAUSE, heading="Kündigung", text=f"Für Schäden gilt {{ref:{self.liability.stem}}}."
        )
        self.new = self.do(agreements.copy_version(VERSION, "Entwurf"))

    def do(self, command):
        return command(self.tx)

    def add(self, kind, **values):
        return self.do(clauses.add_clause(VERSION, kind, **values))

    def copy_of(self, row):
        return next(c for c in self.tx.all(Clause) if c.version_id == self.new.id and c.stem == row.stem)

    def view(self):
        return View(self.tx.snapshot(), TODAY)

    def compared(self):
        return compared_texts(self.view(), VERSION, self.new.id)


@pytest.fixture
def texts():
    return Texts()


def read(stretches):
    return "".join(found.text for found in stretches).replace("\u00a0", " ")


def marked(row, kind):
    return [found.text for found in row.inline if found.kind == kind]


def test_a_copy_says_the_same(texts):
    found = texts.compared()
    assert found.summary == "Beide Fassungen lauten gleich."
    assert found.changed == ()


def test_a_changed_word_is_struck_out_on_one_side_and_new_on_the_other(texts):
    texts.do(clauses.edit_clause(texts.copy_of(texts.first).id, text="Die Kosten trägt jede Kommune."))
    (title, row) = texts.compared().changed
    assert (read(title.old), title.is_title, title.is_changed) == ("§ 1 Kosten", True, False)
    assert row.change_text == "geändert"
    assert read(row.old) == "(1) Die Kosten tragen alle."
    assert read(row.new) == "(1) Die Kosten trägt jede Kommune."
    assert marked(row, "deleted") == ["tragen alle"]
    assert marked(row, "inserted") == ["trägt jede Kommune"]


def test_a_moved_clause_says_where_it_stood_and_what_follows_from_it_is_no_change_of_wording(texts):
    texts.do(clauses.move_clause(texts.copy_of(texts.liability).id, parent_id=None, after_id=None))
    found = texts.compared()
    rows = {row.place.replace("\u00a0", " "): row for row in found.changed}
    assert rows["§ 1"].change_text.replace("\u00a0", " ") == "verschoben, bisher § 2"
    assert rows["§ 2"].change_text.replace("\u00a0", " ") == "Folgeänderung, bisher § 1"
    assert rows["§ 3"].change_text == "Folgeänderung"
    assert marked(rows["§ 3"], "inserted") == ["1"]
    assert "1 verschoben" in found.summary


def test_a_new_and_a_deleted_clause_stand_on_one_side_only(texts):
    texts.do(clauses.delete_clause(texts.copy_of(texts.first).id))
    texts.do(clauses.add_clause(texts.new.id, ClauseKind.CLAUSE, heading="Beitritt", text="Jede darf."))
    rows = {row.change: row for row in texts.compared().changed if row.change in ("new", "deleted")}
    assert (rows["new"].old, read(rows["new"].new)) == ((), "§ 4 Beitritt\nJede darf.")
    assert (read(rows["deleted"].old), rows["deleted"].new) == ("(1) Die Kosten tragen alle.", ())


def test_a_change_has_a_reason_until_the_version_is_frozen(texts):
    part = texts.copy_of(texts.first)
    texts.do(clauses.edit_clause(part.id, text="Niemand zahlt."))
    texts.do(give_reason(texts.new.id, part.stem, " Beschluss des Lenkungskreises "))
    assert texts.compared().changed[1].reason == "Beschluss des Lenkungskreises"
    texts.do(give_reason(texts.new.id, part.stem, "Neuer Stand"))
    assert [row.text for row in texts.tx.all(ChangeReason)] == ["Neuer Stand"]
    texts.do(give_reason(texts.new.id, part.stem, ""))
    assert texts.tx.all(ChangeReason) == ()
    texts.do(agreements.freeze_version(texts.new.id))
    with pytest.raises(RuleViolation, match="frozen"):
        texts.do(give_reason(texts.new.id, part.stem, "zu spät"))


def test_a_version_is_compared_with_what_it_was_copied_from(texts):
    view = texts.view()
    assert former_version(view, texts.new.id) == view.snapshot.get(AgreementVersion, VERSION)
    assert former_version(view, VERSION) is None
    assert f"{VERSION} {texts.new.id}" in [pair.key for pair in version_pairs(view)]
