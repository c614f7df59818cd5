"""Anything with a name is found by typing part of it."""

from datetime import date
from typing import Any

from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.search import SEARCHED, search
from tests.helpers import four_municipalities, id_of, task


def view(*rows: Any) -> View:
    return View(Snapshot.of(rows), date(2026, 11, 23))


def texts(found: View, typed: str) -> list[str]:
    return [hit.text for hit in search(found, typed)]


def test_a_task_is_found_by_number_and_by_any_part_of_its_name() -> None:
    found = view(task(17, "Vergabewesen"), task(18, "Sitzungsdienst"))
    assert texts(found, "a-017") == ["A-017 Vergabewesen"]
    assert texts(found, "wesen verg") == ["A-017 Vergabewesen"]
    assert texts(found, "gibt es nicht") == []
    assert texts(found, "  ") == []


def test_what_begins_with_the_text_comes_before_what_only_contains_it() -> None:
    found = view(
        Person(id=id_of(40), name="Amt für Vergabe", is_function=True),
        Person(id=id_of(41), name="Vergabestelle", is_function=True),
        Person(id=id_of(42), name="Oberste Neuvergabe", is_function=True),
    )
    assert texts(found, "vergabe") == ["Vergabestelle", "Amt für Vergabe", "Oberste Neuvergabe"]


def test_a_person_is_found_by_function_and_municipality() -> None:
    person = Person(id=id_of(40), name="Leitung", function="Hauptamt", municipality_id=id_of(2))
    found = view(*four_municipalities(), person)
    assert "Leitung" in texts(found, "hauptamt na")


def test_a_clause_is_found_by_its_text() -> None:
    rows = [
        Agreement(id=id_of(50), title="Vereinbarung", order="V"),
        AgreementVersion(id=id_of(51), agreement_id=id_of(50), order="V", name="Entwurf"),
        Clause(
            id=id_of(60), stem=id_of(60), version_id=id_of(51), order="V", kind=ClauseKind.CLAUSE,
            heading="Kosten", text="Die Kosten tragen die Parteien zu gleichen Teilen.",
        ),
    ]  # fmt: skip
    hit = search(view(*rows), "gleichen teilen")[0]
    assert (hit.kind, hit.id, hit.group) == ("clause", id_of(60), "Textteile")


def test_a_remark_is_found_by_its_words_its_proposal_and_who_made_it() -> None:
    rows: list[Any] = [
        *four_municipalities(),
        Agreement(id=id_of(50), title="Vereinbarung", order="V"),
        AgreementVersion(id=id_of(51), agreement_id=id_of(50), order="V", name="Entwurf"),
        Remark(
            id=id_of(61), version_id=id_of(51), stem=id_of(60), order="V", municipality_id=id_of(2),
            text="Bitte jährlich abrechnen.", proposal="Abgerechnet wird zum Jahresende.",
        ),
    ]  # fmt: skip
    for typed in ("jährlich", "jahresende", "abrechnen na"):
        assert [(hit.kind, hit.id) for hit in search(view(*rows), typed)] == [("remark", id_of(61))]


def test_the_same_clause_of_two_versions_is_told_apart_by_the_version() -> None:
    rows: list[Any] = [Agreement(id=id_of(50), title="Vereinbarung", short_title="örV", order="V")]
    for number, name in ((51, "Entwurf"), (52, "Beschlussfassung")):
        rows.append(AgreementVersion(id=id_of(number), agreement_id=id_of(50), order="V", name=name))
        rows.append(
            Clause(
                id=id_of(number + 10), stem=id_of(60), version_id=id_of(number), order="V",
                kind=ClauseKind.CLAUSE, heading="Kosten", text="Es zahlen {field:parties}.",
            )
        )  # fmt: skip
    found = search(view(*rows), "kosten")
    assert [hit.detail for hit in found] == ["Entwurf, örV", "Beschlussfassung, örV"]
    assert search(view(*rows), "field") == ()


def test_the_list_is_limited_and_keeps_the_best() -> None:
    found = view(*(task(number) for number in range(1, 60)))
    assert len(search(found, "aufgabe", 10)) == 10
    assert texts(found, "aufgabe")[0] == "A-001 Aufgabe 1"


def test_every_kind_that_is_searched_has_a_german_plural() -> None:
    assert all(hit.group[0].isupper() for hit in search(view(*four_municipalities(), task(1)), "a"))
    assert len(set(SEARCHED)) == len(SEARCHED)
