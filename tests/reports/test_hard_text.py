"""Whatever is typed stands on every sheet of the register to its end, or is seen to be cut or replaced.

Every text of the richest sample is exchanged for a random one with a mark of its own, so that a sheet is
covered as soon as it is in the register: what it prints of a text, it must print whole. `dev.py torture`
goes on until a thousand texts have been read back from each sheet.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

import pytest
from pydantic import ValidationError

from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import MunicipalityKind, Role
from ozgdesk.domain.what_if import PartyChange
from ozgdesk.reports.register import SHEETS, print_sheet, sheet
from ozgdesk.reports.sheet import SheetOptions, WhatIf, chosen_agreement
from ozgdesk.reports.structure import open_pdf
from tests.helpers import TODAY, id_of
from tests.reports.reading import comparable, shown
from tests.reports.test_sheets import pages

OPTIONS = SheetOptions(printed_on=date(2026, 12, 1))
KEYS = [found.key for found in SHEETS]
TEXTS = int(os.environ.get("OZGDESK_TEXTS", "1000"))
RANGES = (
    (0x20, 0x7E), (0x20, 0x7E), (0xA0, 0x17F), (0x2B0, 0x36F), (0x370, 0x52F), (0x590, 0x6FF),
    (0x1E00, 0x1EFF), (0x2000, 0x20CF), (0x2190, 0x22FF), (0x4E00, 0x4EFF), (0xAC00, 0xACFF),
    (0xE000, 0xE010), (0xFB00, 0xFB06), (0xFE00, 0xFE0F), (0x1D400, 0x1D4FF), (0x1F300, 0x1F6FF),
)  # fmt: skip
CHOSEN = (
    'A & B < C <b>fett</b> <img src="x"/> &amp; "Zitat" %s {0} \\ (Klammer',
    "👩‍💻 Kaf\u0301fee u\u0308ber Zu\u00adstän\u00addig\u00adkeit ❤\ufe0f \u202edrehen\u202c",
    "Donaudampfschifffahrtsgesellschaft" * 8,
    "Wort" * 100,
    "Ein langer Text läuft über viele Zeilen und Seiten. " * 200,
    "Ende mit Punkten … und „Zeichen“ \u00a7\u00a071 Abs.\u00a02 – 5\u202f000\u00a0€",
)


SET_OTHERWISE = str.maketrans("‚‘’", "„“”", ",")
"""A quotation within another has other marks; the parts of an address stand in lines instead of commas."""


class Exchange:
    """Gives every free text of a project another one with a mark of its own."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._signs = [chr(self._random.randint(*span)) for span in RANGES for _ in range(400)]
        self.texts: dict[str, str] = {}

    def of(self, entities: Iterable[Entity]) -> list[Entity]:
        return [self._exchanged(entity) for entity in entities]

    def _exchanged(self, entity: Entity) -> Entity:
        """A field that takes no such texts, because it is a code or has a pattern, keeps its own."""
        kind = type(entity)
        values = entity.model_dump()
        for name in _free_texts(kind):
            if not values[name]:
                continue
            texts = self._texts(_room(kind, name))
            changed = {**values, name: " ".join(texts.values())}
            try:
                entity = kind.model_validate(changed)
            except ValidationError:
                continue
            values = changed
            self.texts |= texts
        return entity

    def _texts(self, room: int) -> dict[str, str]:
        """Texts by their marks, as many as have room in one field."""
        found: dict[str, str] = {}
        while True:
            mark = f"Xq{len(self.texts) + len(found)}z"
            text = f"{mark} {self._text()}"
            room -= len(text) + 1
            if found and room < 0:
                return found
            found[mark] = text

    def _text(self) -> str:
        if self._random.random() < 0.1:
            return self._random.choice(CHOSEN)
        return f"{''.join(self._random.choices(self._signs, k=self._random.randint(3, 40)))}E"


@cache
def _free_texts(kind: type[Entity]) -> tuple[str, ...]:
    fields = kind.model_fields.items()
    named = (name for name, field in fields if field.annotation is str)
    return tuple(name for name in named if name not in ("id", "order", "stem"))


@cache
def _room(kind: type[Entity], name: str) -> int:
    """How many characters of a field are filled."""
    parts = kind.model_fields[name].metadata
    return min(next((most for part in parts if (most := getattr(part, "max_length", None))), 300), 900) - 10


def plain(text: str) -> str:
    return comparable(text).translate(SET_OTHERWISE)


def subsequence(part: str, whole: str) -> bool:
    """Whether all signs stand in the whole in their order; others may stand between them."""
    rest = iter(whole)
    return all(sign in rest for sign in part)


@lru_cache(maxsize=2)
def exchanged(seed: int) -> tuple[View, dict[str, str]]:
    exchange = Exchange(seed)
    count = itertools.count(1)
    rows = build_sample("demo", TODAY, lambda: f"{next(count):032x}")
    return View(Snapshot.of(exchange.of(rows)), TODAY), exchange.texts


def _options(key: str, view: View) -> SheetOptions:
    """What makes a sheet as full as it can be: two versions that differ, a party that leaves."""
    if sheet(key).asks_what_if:
        agreement = chosen_agreement(view, OPTIONS)
        assert agreement is not None
        town = view.snapshot.get(Municipality, view.effect[agreement.id].parties[0])
        return replace(OPTIONS, what_if=WhatIf(PartyChange.LEAVES, town))
    if not sheet(key).compares_versions:
        return OPTIONS
    new, old = sorted(view.snapshot.all(AgreementVersion), key=lambda row: row.order)[:2]
    return replace(OPTIONS, agreement_id=new.agreement_id, version_id=new.id, former_id=old.id)


def read_back(key: str, seed: int) -> int:
    """How many texts stand on a sheet; each to its end or with the dots that say that it goes on."""
    view, texts = exchanged(seed)
    printed = print_sheet(sheet(key), view, _options(key, view))
    read = plain("".join(root.text for root in open_pdf(printed.data).roots))
    count = 0
    for found in re.finditer(r"Xq\d+z", read):
        expected = plain(shown(texts[found[0]], printed.replaced))
        same = len(os.path.commonprefix([read[found.start() :], expected]))
        end = found.start() + same
        is_whole = same == len(expected) or "..." in read[end - 3 : end + 6]
        if sheet(key).is_of_agreement and not is_whole:  # word by word against another text
            is_whole = subsequence(expected, read[found.start() : end + 4 * len(expected) + 500])
        assert is_whole, f"{key}: {expected!r} is printed as {read[found.start() : end + 9]!r}"
        count += 1
    return count


@pytest.mark.parametrize("key", KEYS)
def test_a_text_that_a_sheet_begins_is_printed_to_its_end_or_seen_to_be_cut(key: str) -> None:
    assert read_back(key, seed=1) > 0


@pytest.mark.torture
def test_torture_random_texts_are_read_back_from_every_sheet() -> None:
    counts = dict.fromkeys(KEYS, 0)
    seed = 0
    while wanting := [key for key in KEYS if counts[key] < TEXTS]:
        seed += 1
        for key in wanting:
            counts[key] += read_back(key, seed)
    sys.stdout.write(f"texts read back from {seed} projects: {counts}\n")


@cache
def large_project() -> View:
    """The richest sample with 40 municipalities that are all parties, and 2 000 tasks more."""
    count = itertools.count(1)
    rows = [*build_sample("demo", TODAY, lambda: f"{next(count):032x}")]
    agreements = [row for row in rows if isinstance(row, Agreement)]
    keys = sequence(2_000)
    town = MunicipalityKind.TOWN
    towns = [
        Municipality(
            id=id_of(10_000 + n), code=f"K{n:02}", name=f"Kommune {n:02}", kind=town, order=f"z{n:02}"
        )
        for n in range(36)
    ]
    for number, (party, agreement) in enumerate(itertools.product(towns, agreements)):
        id_ = id_of(20_000 + number)
        rows.append(AgreementParty(id=id_, agreement_id=agreement.id, municipality_id=party.id))
    for n in range(1, 2_001):
        job = Task(
            id=id_of(30_000 + n), number=f"A-{10_000 + n}", name=f"Arbeit {n}", order=f"z{keys[n - 1]}",
            duration_minutes=480, deadline_on=TODAY + timedelta(days=n % 90),
        )  # fmt: skip
        id_, leading = id_of(40_000 + n), towns[n % 36].id
        rows += [job, Assignment(id=id_, task_id=job.id, municipality_id=leading, role=Role.LEAD)]
    return View(Snapshot.of([*rows, *towns]), TODAY)


@pytest.mark.parametrize("key", KEYS)
def test_forty_municipalities_and_two_thousand_tasks_are_printed(key: str) -> None:
    found = sheet(key)
    data = print_sheet(found, large_project(), OPTIONS).data
    text = "".join(pages(data))
    if found.lists_tasks or found.has_chart:
        assert all(f"A-{10_000 + n}" in text for n in range(1, 2_001))
    if key in ("signing", "agreement"):
        assert all(f"Kommune {n:02}" in text for n in range(36))
