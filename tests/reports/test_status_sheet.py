"""The status report as printed: one page, compared with the last one, open about what is missing."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.order import sequence
from ozgdesk.domain.reporting import SUMMARY_LENGTH, IssuedReport, ReportSummary
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light, MunicipalityKind
from ozgdesk.present.report_figures import ReportFigures, as_json
from ozgdesk.present.status_report import status_report
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import print_sheet, sheet
from ozgdesk.reports.sheet import SheetOptions
from ozgdesk.reports.structure import outline
from tests.helpers import TODAY, id_of, lead, task

OPTIONS = SheetOptions(printed_on=date(2026, 12, 1))
SUMMARY = ("Wir kommen voran, doch der Beschluss in Probeheim fehlt noch. " * 20)[:SUMMARY_LENGTH].strip()


def demo(*more: object) -> View:
    count = itertools.count(1)
    rows = build_sample("demo", TODAY, lambda: f"{next(count):032x}")
    return View(Snapshot.of([*rows, *more]), TODAY)


def issued(view: View, municipality_id: str | None, number: int) -> IssuedReport:
    """A report of a month ago in which everything stood otherwise."""
    now = status_report(view, municipality_id).figures
    then: ReportFigures = replace(
        now,
        as_of=TODAY - timedelta(days=30),
        lights=dict.fromkeys(now.lights, Light.GREEN),
        figures=tuple("99" for _ in now.figures),
        done="",
        late=" ".join(f"A-{n:03}" for n in range(900, 950)),
        milestones=(),
        risks=(),
        decisions=(),
        agreements=(),
        resolutions=(),
    )
    return IssuedReport(
        id=id_of(500 + number),
        sheet="status",
        title="Statusbericht",
        municipality_id=municipality_id,
        as_of=then.as_of,
        issued_on=then.as_of,
        figures=as_json(then),
        attachment_id=id_of(999),
    )


def text(view: View, municipality_id: str | None = None) -> str:
    printed = print_sheet(sheet("status"), view, replace(OPTIONS, municipality_id=municipality_id))
    assert printed.pages == 1
    assert check(printed.data) == []
    return " ".join(words for _, words in outline(printed.data)).replace("\u00a0", " ")


def test_with_the_longest_summary_and_very_many_changes_it_still_is_one_page() -> None:
    plain = demo()
    towns = (None, *(row.id for row in plain.municipalities))
    more = [issued(plain, id_, number) for number, id_ in enumerate(towns)]
    summaries = [
        ReportSummary(id=id_of(600 + n), municipality_id=id_, dated_on=TODAY, text=SUMMARY)
        for n, id_ in enumerate(towns)
    ]
    view = demo(*more, *summaries)
    for id_ in towns:
        found = text(view, id_)
        assert SUMMARY in found
        assert "Veränderungen seit dem Bericht vom 24.10.2026" in found
        assert "Stand, Trend seit 24.10." in found
        assert "Berichtszeitraum 25.10.2026 – 23.11.2026" in found
        assert "(vorher 99)" in found
    assert "↘ schlechter" in text(view)


def test_the_first_report_compares_with_nothing_and_says_no_trend() -> None:
    found = text(demo())
    assert "Veränderungen" not in found
    assert "schlechter" not in found
    assert "Es ist keine Zusammenfassung geschrieben." in found


def test_figures_that_cannot_be_read_are_no_report_to_compare_with() -> None:
    plain = demo()
    broken = IssuedReport.model_validate({**issued(plain, None, 1).model_dump(), "figures": "{"})
    assert "Veränderungen" not in text(demo(broken))


@pytest.mark.parametrize("light", [Light.YELLOW, Light.RED])
def test_a_judgement_without_a_reason_is_printed_as_missing(light: Light) -> None:
    judged = Assessment(id=id_of(700), dimension=Dimension.COST, light=light, assessed_on=TODAY)
    assert "Begründung fehlt (23.11.2026)" in text(demo(judged))


def test_the_thresholds_and_what_is_to_be_decided_stand_on_it() -> None:
    found = text(demo())
    assert "über 7 Tage nach dem Basisplan" in found
    assert "Entscheidungsbedarf" in found
    assert "Lenkungsgruppe" in found


def test_the_rows_of_the_municipalities_say_what_they_do_not_hold() -> None:
    assert "Stand je Kommune · ohne Federführung: 1 offen" in text(demo())
    usingen = demo().municipalities[0].id
    assert "ohne Federführung:" not in text(demo(), usingen), "its own report counts what it leads"


def test_the_measure_against_the_gravest_risk_is_printed_whole() -> None:
    assert "Kostenübersicht vor dem Ausschuss vorlegen, Vorsitz ansprechen" in text(demo())


def test_what_is_not_there_is_said_in_a_sentence() -> None:
    assert "Es sind keine Kommunen angelegt." in text(View(Snapshot.of([]), TODAY))
    assert "Beispieldorf führt keinen Meilenstein." in text(demo(), demo().municipalities[2].id)


def test_where_not_all_municipalities_find_room_the_late_ones_are_printed() -> None:
    towns = [
        Municipality(
            id=id_of(200 + n), code=f"KOM{n:02}", name=f"Ort {n}", kind=MunicipalityKind.TOWN, order=key
        )
        for n, key in enumerate(sequence(40))
    ]
    job = task(1, deadline_on=TODAY - timedelta(days=9), duration_minutes=480)
    late = lead(job, 239)
    found = text(View(Snapshot.of([*towns, job, late]), TODAY))
    assert "Stand je Kommune (12 von 40)" in found
    assert "KOM39 Ort 39" in found
    assert found.index("KOM00") < found.index("KOM39"), "in their order all the same"
