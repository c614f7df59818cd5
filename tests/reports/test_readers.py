"""Who reads a sheet: only internal ones name staff, and their foot says so; others may be published."""

from __future__ import annotations

import itertools
import re
from functools import cache

import pytest

from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.reports.register import SHEETS, make_sheet, sheet
from tests.helpers import TODAY
from tests.reports.test_sheets import OPTIONS, pages, words

KEYS = [found.key for found in SHEETS]


@cache
def staffed() -> View:
    """The richest sample; whoever does not sign for a municipality is a human being with a name."""
    count = itertools.count(1)
    rows = build_sample("demo", TODAY, lambda: f"{next(count):032x}")
    signing = {row.person_id for row in rows if isinstance(row, OfficeHolder)}
    people = {row.id: named(row) for row in rows if isinstance(row, Person) and row.id not in signing}
    return View(Snapshot.of(people.get(row.id, row) for row in rows), TODAY)


def named(person: Person) -> Person:
    values = {"name": f"Kim{int(person.id, 16)}Qx", "function": "Sachbearbeitung", "is_function": False}
    return Person.model_validate({**person.model_dump(), **values})


@pytest.mark.parametrize("key", KEYS)
def test_a_sheet_names_staff_only_when_its_foot_says_that_it_is_internal(key: str) -> None:
    data = make_sheet(key, staffed(), OPTIONS)
    names = re.findall(r"Kim\d+Qx", words(data))
    is_marked = ["nur intern" in page for page in pages(data)]
    assert set(is_marked) == {sheet(key).is_internal}
    assert sheet(key).is_internal or not names


def test_lists_of_who_does_what_name_the_person() -> None:
    for key in ("todo", "deputies", "ownership", "minutes"):
        assert re.search(r"Kim\d+Qx", words(make_sheet(key, staffed(), OPTIONS))), key
