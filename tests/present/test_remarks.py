from ozgdesk.commands import remarks
from ozgdesk.commands.agreements import copy_version, freeze_version
from ozgdesk.commands.clauses import delete_clause, edit_clause
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.present.remarks import clause_remarks, open_remarks, parts_to_remark, remark_place, remark_rows
from tests.domain.agreement_rows import AGREEMENT, GLA, LATER, NA, VERSION
from tests.domain.legal_rows import clause_id, position, sound_rows
from tests.helpers import transaction

NBSP = "\u00a0"
COSTS = clause_id(position("Kosten"))
FORM = clause_id(position("Schriftform"))


def written() -> Transaction:
    """Three remarks: on the whole text, on the costs with a proposal, on the written form."""
    tx = transaction(sound_rows())
    form, costs = (tx.get(Clause, part).stem for part in (FORM, COSTS))
    remarks.add_remark(VERSION, stem=form, municipality_id=NA, text="Textform genügt.")(tx)
    proposal = "Sachkosten werden vierteljährlich erstattet."
    remarks.add_remark(VERSION, stem=costs, municipality_id=GLA, text="Öfter.", proposal=proposal)(tx)
    remarks.add_remark(VERSION, text="Bitte mit Erläuterung.")(tx)
    return tx


def view_of(tx: Transaction) -> View:
    return View(tx.snapshot(), LATER)


def test_remarks_stand_in_the_order_of_the_text_with_place_and_municipality() -> None:
    rows = remark_rows(view_of(written()), AGREEMENT)
    assert [(row.place, row.who) for row in rows] == [
        ("Gesamter Text", "ohne Kommune"),
        (f"§{NBSP}4 (Kosten)", "Glashütten"),
        (f"§{NBSP}9 (Schriftform)", "Neu-Anspach"),
    ]
    assert {row.state_text for row in rows} == {"offen"}


def test_a_proposal_is_shown_word_by_word_against_the_text_as_it_is_now() -> None:
    tx = written()
    edit_clause(COSTS, text="Sachkosten werden jährlich erstattet.")(tx)
    row = remark_rows(view_of(tx), AGREEMENT)[1]
    assert [(run.kind, run.text) for run in row.runs] == [
        ("equal", "Sachkosten werden "),
        ("deleted", "jährlich"),
        ("inserted", "vierteljährlich"),
        ("equal", " erstattet."),
    ]
    assert row.goes_to == "Fassung"


def test_remarks_on_a_frozen_version_are_seen_from_its_copy_and_name_their_version() -> None:
    tx = written()
    freeze_version(VERSION)(tx)
    assert remark_rows(view_of(tx), AGREEMENT)[1].goes_to == ""
    copy = copy_version(VERSION, "Zweite")(tx)
    view = view_of(tx)
    row = remark_rows(view, AGREEMENT, copy.id)[1]
    part = view.snapshot.get(Clause, row.clause_id)
    assert (part.version_id, row.agreement_version, row.goes_to) == (copy.id, "Fassung", "Zweite")
    assert [found.id for found in clause_remarks(view, part.id)] == [row.id]
    assert len(open_remarks(view, copy.id)) == len(open_remarks(view, VERSION)) == 2


def test_a_remark_on_a_clause_that_is_gone_comes_last_and_says_so() -> None:
    tx = written()
    copy = copy_version(VERSION, "Zweite")(tx)
    stem = tx.get(Clause, COSTS).stem
    delete_clause(next(r.id for r in tx.all(Clause) if (r.version_id, r.stem) == (copy.id, stem)))(tx)
    row = remark_rows(view_of(tx), AGREEMENT, copy.id)[-1]
    assert (row.is_gone, row.clause_id) == (True, "")
    assert row.place == f"§{NBSP}4 (Kosten) – Textteil entfällt"
    assert [run.kind for run in row.runs] == ["inserted"]


def test_remarks_are_counted_by_municipality_and_state() -> None:
    tx = written()
    rows = remark_rows(view_of(tx), AGREEMENT)
    remarks.reject_remark(rows[1].id, "Zu oft.")(tx)
    place = remark_place(view_of(tx), AGREEMENT)
    assert [(count.who, count.text) for count in place.counts] == [
        ("ohne Kommune", "1 offen"),
        ("Glashütten", "1 abgelehnt"),
        ("Neu-Anspach", "1 offen"),
    ]
    assert place.summary == "2 offen, 1 abgelehnt"
    assert list(open_remarks(view_of(tx), VERSION)) == [FORM]


def test_a_remark_can_be_about_every_part_that_can_be_cited_and_about_the_whole() -> None:
    names = [name for _, name in parts_to_remark(view_of(written()), VERSION)]
    assert names[0] == "Gesamter Text"
    assert f"§{NBSP}4 (Kosten)" in names
