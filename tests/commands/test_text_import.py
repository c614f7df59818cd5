"""Documents compared with a version and taken over: what only they changed, what both did, and only once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands.clauses import edit_clause
from ozgdesk.commands.records import create
from ozgdesk.commands.text_import import import_text, planned
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.incoming_text import TextPart, TextPlan
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.vocabulary import ClauseKind as K
from ozgdesk.exchange.docx_reading import read
from ozgdesk.exchange.docx_writing import make_text, write_version
from ozgdesk.exchange.format import TextWish
from ozgdesk.present.agreement import clause_rows
from ozgdesk.present.text_preview import text_preview
from tests.exchange.docx_files import (
    NEW,
    OLD,
    changed,
    comments,
    foreign,
    paragraph,
    recorded,
    rows,
    version,
    with_parts,
)
from tests.helpers import TestClock, id_of, make_workspace

NA, GLA = id_of(2), id_of(3)


@dataclass
class Office:
    """A project, and the documents that leave it and come back."""

    workspace: Workspace
    folder: Path

    def given(self, version_id: str = NEW) -> bytes:
        workspace = self.workspace
        view = workspace.view_known_at(workspace.view.as_of, None)
        return write_version(view, version(view, version_id))

    def plan(self, data: bytes, version_id: str = NEW, town: str | None = None) -> TextPlan:
        path = self.folder / "Fassung.docx"
        path.write_bytes(data)
        return planned(self.workspace, read(path), version_id, town)

    def take(self, data: bytes, version_id: str = NEW) -> int:
        plan = self.plan(data, version_id)
        return import_text(self.workspace, plan, plan.may_be_taken)

    def clause(self, stem: int, version_id: str = NEW) -> Clause:
        return outline(self.workspace.snapshot, version_id).by_stem[id_of(stem)].clause

    def reword(self, stem: int, text: str) -> None:
        self.workspace.run("Ändern", edit_clause(self.clause(stem).id, text=text))

    def numbers(self) -> list[str]:
        rows = clause_rows(self.workspace.view, NEW)
        return [f"{row.number} {row.heading or row.text}".replace("\u00a0", " ").strip() for row in rows]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = TestClock(first_id=100_000)
    workspace = make_workspace(tmp_path, rows(), clock)
    workspace.run("Person", create(Person, name="Erika Muster", municipality_id=GLA))
    clock.advance(60)
    yield Office(workspace, tmp_path)
    workspace.close()


def fates(plan: TextPlan) -> list[tuple[str, str, str]]:
    return [
        (found.part.value, found.fate.value, found.citation.replace("\u00a0", " "))
        for found in plan.proposals
    ]


def without_origin(data: bytes) -> bytes:
    """The file after a program that forgot what it was written from."""
    return with_parts(data, {"docProps/custom.xml": "<a/>"})


def reworded(data: bytes, old: str, new: str) -> bytes:
    return changed(data, lambda text: text.replace(old, new))


def test_a_document_that_nobody_changed_says_nothing(office: Office) -> None:
    plan = office.plan(office.given())
    assert plan.proposals == ()
    assert import_text(office.workspace, plan, plan.may_be_taken) == 0


def test_a_change_is_found_without_a_trace_too_and_taken_once(office: Office) -> None:
    data = reworded(office.given(), "fünf Jahre", "acht Jahre")
    assert fates(office.plan(data)) == [("wording", "changed", "§ 1 Abs. 1")]
    assert office.take(data) == 1
    assert office.clause(12).text == "Die Vereinbarung gilt für acht Jahre."
    assert fates(office.plan(data)) == [("wording", "skipped", "§ 1 Abs. 1")]
    assert office.take(data) == 0
    office.workspace.undo()
    assert office.clause(12).text == "Die Vereinbarung gilt für fünf Jahre."
    office.workspace.redo()
    assert office.clause(12).text == "Die Vereinbarung gilt für acht Jahre."


def test_what_both_changed_is_a_conflict_and_stays_until_it_is_taken(office: Office) -> None:
    data = reworded(office.given(), "fünf Jahre", "acht Jahre")
    office.reword(12, "Die Vereinbarung gilt für vier Jahre.")
    plan = office.plan(data)
    (found,) = plan.proposals
    assert (found.fate, found.code) == (Fate.CONFLICT, "disputed")
    sides = [side for side in (found.base, found.told, found.here) if side is not None]
    assert [side.text.split()[-2] for side in sides] == ["fünf", "acht", "vier"]
    assert plan.taken_at_first == frozenset()
    assert import_text(office.workspace, plan, [found.id]) == 1
    assert office.clause(12).text == "Die Vereinbarung gilt für acht Jahre."


def test_what_was_changed_here_alone_is_no_difference(office: Office) -> None:
    data = office.given()
    office.reword(12, "Ganz anders.")
    assert office.plan(data).proposals == ()


def test_references_stay_references_where_the_words_around_them_change(office: Office) -> None:
    data = reworded(office.given(), "Das Nähere regelt", "Alles Weitere regelt")
    assert office.take(data) == 1
    assert (
        office.clause(10).text
        == f"Alles Weitere regelt {{ref:{id_of(13)}}}; {{ref:{id_of(4)}}} bleibt unberührt."
    )


BEHIND = '<w:p><w:pPr><w:pStyle w:val="OZGRahmen" />'
"""Where the signatures begin."""
LIABILITY = (
    paragraph("Haftung", "Heading1")
    + paragraph("Niemand haftet.", "OZGAbsatz")
    + paragraph("Außer bei Vorsatz.", "OZGAbsatz")
)


def with_liability(data: bytes) -> bytes:
    """A § that somebody wrote at the end."""
    return changed(data, lambda text: text.replace(BEHIND, LIABILITY + BEHIND, 1))


def test_a_reference_that_only_follows_a_new_number_is_no_change(office: Office) -> None:
    first = '<w:p><w:pPr><w:pStyle w:val="Heading1" />'

    def change(text: str) -> str:
        return text.replace("§\u00a02", "§\u00a03").replace(first, paragraph("Vorweg", "Heading1") + first, 1)

    assert fates(office.plan(changed(office.given(), change))) == [("new", "new", "§ 1")]


def test_new_clauses_come_with_their_place_and_are_known_the_second_time(office: Office) -> None:
    data = with_liability(office.given())
    assert fates(office.plan(data)) == [
        ("new", "new", "§ 4"),
        ("new", "new", "§ 4 Abs. 1"),
        ("new", "new", "§ 4 Abs. 2"),
    ]
    assert office.take(data) == 3
    assert office.numbers()[-6:-3] == ["§ 4 Haftung", "(1) Niemand haftet.", "(2) Außer bei Vorsatz."]
    assert {found.fate for found in office.plan(data).proposals} == {Fate.SKIPPED}
    assert office.take(data) == 0


def test_a_clause_without_the_one_it_stands_in_is_refused_and_nothing_is_taken(office: Office) -> None:
    plan = office.plan(with_liability(office.given()))
    before = office.numbers()
    with pytest.raises(RuleViolation) as caught:
        import_text(office.workspace, plan, [plan.proposals[1].id])
    assert caught.value.code == "text_without_parent"
    assert office.numbers() == before


def test_deleted_and_moved_clauses_are_taken_and_moved_ones_keep_their_identity(office: Office) -> None:
    office.reword(10, "Ohne Verweis.")
    former = without_origin(office.given(OLD))
    assert {("moved", "changed", "§ 1"), ("deleted", "changed", "§ 1 Abs. 2")} <= set(
        fates(office.plan(former))
    )
    office.take(former)
    texts = [
        [(row.stem, row.heading, row.text) for row in clause_rows(office.workspace.view, id_)]
        for id_ in (OLD, NEW)
    ]
    assert texts[0] == texts[1]
    assert not any(found.may_be_taken for found in office.plan(former).proposals)


def test_what_was_given_out_before_and_never_changed_undoes_nothing(office: Office) -> None:
    assert office.plan(office.given(OLD)).proposals == ()


def test_a_clause_that_others_refer_to_is_not_deleted(office: Office) -> None:
    data = changed(
        office.given(), lambda text: re.sub(r"<w:p>(?:(?!</w:p>).)*Gegenstand ist die.*?</w:p>", "", text)
    )
    (found,) = [found for found in office.plan(data).proposals if found.part is TextPart.DELETED]
    assert (found.fate, found.code) == (Fate.NOT_CARRIED, "referred_to")
    assert "§\u00a03 Abs.\u00a02" in str(found.values["places"])


def test_a_rewritten_clause_without_its_bookmark_is_known_by_its_place(office: Office) -> None:
    def forget(text: str) -> str:
        text = re.sub(rf'<w:bookmarkStart w:id="\d+" w:name="oz_{id_of(9)}_1" />', "", text)
        return text.replace(
            "Die Sachkosten tragen die Kommunen nach der Einwohnerzahl.", "Jeder zahlt, was er will."
        )

    (found,) = office.plan(changed(office.given(), forget)).proposals
    assert (found.part, found.stem) == (TextPart.WORDING, id_of(9))


def test_a_document_of_others_is_compared_by_words(office: Office) -> None:
    lines = [
        f"{row.number} {row.heading or row.text}".replace("\u00a0", " ").strip()
        for row in clause_rows(office.workspace.view, NEW)
    ]
    data = foreign(*(paragraph(line.replace("fünf Jahre", "acht Jahre")) for line in lines))
    found = [found for found in office.plan(data).proposals if found.may_be_taken]
    assert ("wording", "§ 1 Abs. 1") in {(f.part.value, f.citation.replace("\u00a0", " ")) for f in found}
    assert not any(f.part is TextPart.DELETED and f.stem == id_of(12) for f in found)


def test_recorded_changes_without_our_stamp_still_tell_what_was_changed_here(office: Office) -> None:
    recorded_words = f"{recorded('del', 'fünf')}{recorded('ins', 'acht')}"
    new = f'für </w:t></w:r>{recorded_words}<w:r><w:t xml:space="preserve"> Jahre.'
    data = changed(office.given(), lambda text: text.replace("für fünf Jahre.", new))
    data = without_origin(data)
    (found,) = office.plan(data).proposals
    assert (found.fate, found.municipality_id) == (Fate.CHANGED, NA)
    office.reword(12, "Die Vereinbarung gilt für vier Jahre.")
    (found,) = office.plan(data).proposals
    assert found.fate is Fate.CONFLICT


def test_comments_become_remarks_of_their_municipality_only_once(office: Office) -> None:
    data = comments(
        office.given(),
        ("Erika Muster", "2026-11-19T10:00:00Z", "Bitte prüfen.", "Sachkosten tragen"),
        ("Kanzlei", "2026-11-19T10:00:00Z", "Allgemein gut.", "Die Stadt führt."),
    )
    assert office.take(data) == 2
    first, second = sorted(office.workspace.snapshot.all(Remark), key=lambda row: row.stem)
    assert (first.stem, first.municipality_id, first.dated_on) == (id_of(9), GLA, date(2026, 11, 19))
    assert first.text == "Zu „Sachkosten tragen“: Bitte prüfen."
    assert (second.stem, second.municipality_id) == (id_of(14), None)
    assert "Kanzlei" in second.source
    assert office.take(data) == 0


def test_a_frozen_version_stays_and_differences_become_remarks_with_a_proposal(office: Office) -> None:
    workspace = office.workspace
    view = workspace.view_known_at(workspace.view.as_of, None)
    data = without_origin(make_text(view, TextWish(NEW, OLD, NA)))
    before = [row for row in workspace.snapshot.all(Clause) if row.version_id == OLD]
    plan = office.plan(data, OLD)
    assert plan.is_frozen
    assert {found.fate for found in plan.proposals} == {Fate.NEW}
    assert office.take(data, OLD) == len(plan.proposals)
    assert [row for row in workspace.snapshot.all(Clause) if row.version_id == OLD] == before
    remarks = {row.proposal: row for row in workspace.snapshot.all(Remark)}
    cost = remarks["Die Sachkosten tragen die Kommunen nach der Einwohnerzahl."]
    assert (cost.stem, cost.municipality_id, cost.version_id) == (id_of(9), NA, OLD)
    assert office.take(data, OLD) == 0


def test_a_document_of_a_frozen_version_changes_the_draft_that_was_made_from_it(office: Office) -> None:
    data = reworded(office.given(OLD), "Die Stadt führt.", "Die Stadt führt immer.")
    assert fates(office.plan(data, NEW)) == [("wording", "changed", "Anlage 1 Abs. 1")]
    assert office.take(data, NEW) == 1
    assert office.clause(14).text == "Die Stadt führt immer."


def test_a_text_that_changed_since_the_preview_is_not_overwritten(office: Office) -> None:
    plan = office.plan(reworded(office.given(), "fünf Jahre", "acht Jahre"))
    office.reword(12, "Inzwischen anders.")
    with pytest.raises(RuleViolation) as caught:
        import_text(office.workspace, plan, plan.may_be_taken)
    assert caught.value.code == "import_stale"
    assert office.clause(12).text == "Inzwischen anders."


def test_a_chosen_municipality_counts_more_than_the_names_in_the_document(office: Office) -> None:
    data = comments(office.given(), ("Erika Muster", "", "Gut.", "Die Stadt führt."))
    (found,) = office.plan(data, town=NA).proposals
    assert (found.municipality_id, found.revisions[0].on) == (NA, None)


def test_the_preview_shows_the_wording_word_by_word(office: Office) -> None:
    plan = office.plan(reworded(office.given(), "fünf Jahre", "acht Jahre"))
    (row,) = text_preview(office.workspace.snapshot, plan).rows
    assert [(run.kind, run.text) for run in row.runs] == [
        ("equal", "Die Vereinbarung gilt für "),
        ("deleted", "fünf"),
        ("inserted", "acht"),
        ("equal", " Jahre."),
    ]
    assert (row.is_taken, row.part_text, row.fate_text) == (True, "Wortlaut", "geändert")


def test_an_absatz_that_becomes_a_nummer_changes_its_level(office: Office) -> None:
    def lower(text: str) -> str:
        place = text.index(f"oz_{id_of(15)}_1")
        start = text.rindex("<w:pPr>", 0, place)
        look = (
            text[start:place]
            .replace("OZGAbsatz", "OZGNummer")
            .replace('<w:ilvl w:val="1" />', '<w:ilvl w:val="2" />')
        )
        return text[:start] + look + text[place:]

    data = changed(office.given(), lower)
    assert fates(office.plan(data)) == [("moved", "changed", "Anlage 1 Abs. 2")]
    assert office.take(data) == 1
    assert (office.clause(15).kind, office.clause(15).parent_id) == (K.NUMBER, office.clause(14).id)
    assert office.take(data) == 0
