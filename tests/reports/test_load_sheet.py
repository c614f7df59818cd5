"""The load of the municipalities on paper."""

from __future__ import annotations

from dataclasses import replace

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.order import sequence
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import MunicipalityKind
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.structure import open_pdf
from tests.helpers import TODAY, id_of, lead, task
from tests.reports.test_sheets import OPTIONS, pages, sample, words


def municipality_id(code: str) -> str:
    found = sample("demo").snapshot.all(Municipality)
    return next(row.id for row in found if row.code == code)


def test_four_municipalities_find_room_on_one_page_with_their_months_and_the_unit() -> None:
    (page,) = pages(make_sheet("load", sample("demo"), OPTIONS))
    assert "Aufwand nach Monaten" in page
    assert "T: Arbeitstage zu acht Stunden" in page
    assert "↑: über dem vereinbarten Anteil" in page


def test_the_days_of_a_column_have_one_decimal_each() -> None:
    text = words(make_sheet("load", sample("demo"), OPTIONS))
    amounts = [word for word, unit in zip(text.split(), text.split()[1:], strict=False) if unit == "T"]
    assert amounts
    assert all(word.rpartition(",")[2].isdigit() and len(word.rpartition(",")[2]) == 1 for word in amounts)


def test_what_is_in_no_figure_is_counted_for_the_municipality_of_the_sheet() -> None:
    whole = words(make_sheet("load", sample("demo"), OPTIONS))
    alone = words(
        make_sheet("load", sample("demo"), replace(OPTIONS, municipality_id=municipality_id("MST")))
    )
    assert "9 offene Zuständigkeiten stehen in keiner Zahl" in whole
    assert "1 offene Zuständigkeit steht in keiner Zahl" in alone


def test_a_municipality_alone_sees_its_share_of_every_month() -> None:
    text = words(make_sheet("load", sample("demo"), replace(OPTIONS, municipality_id=municipality_id("BSP"))))
    assert "Monat Aufwand vereinbart Abweichung" in text


def test_without_effort_the_sheet_says_how_many_parts_are_in_no_figure() -> None:
    text = words(make_sheet("load", sample("taunus"), OPTIONS))
    assert "In diesem Zeitraum ist kein Aufwand geplant." in text
    assert "14 offene Zuständigkeiten stehen in keiner Zahl" in text
    assert "November 2026 – November 2027" in text, "the whole time and not its first month"


def test_without_municipalities_there_is_a_sentence() -> None:
    assert "Es sind keine Kommunen angelegt." in words(
        make_sheet("load", View(Snapshot.of([]), TODAY), OPTIONS)
    )


def test_many_municipalities_share_pictures_that_fill_their_pages() -> None:
    towns = [
        Municipality(
            id=id_of(200 + n), code=f"KOM{n:02}", name=f"Ort {n}", kind=MunicipalityKind.TOWN, order=key
        )
        for n, key in enumerate(sequence(18))
    ]
    jobs = [task(n + 1, deadline_on=TODAY, duration_minutes=480) for n in range(18)]
    leads = [lead(job, 200 + n, effort_minutes=480) for n, job in enumerate(jobs)]
    data = make_sheet("load", View(Snapshot.of([*towns, *jobs, *leads]), TODAY), OPTIONS)
    nodes = list(open_pdf(data).nodes())
    assert [node.alt.count("Ort ") for node in nodes if node.role == "Figure"] == [9, 9]
    assert "KOM17" in words(data)
