"""The minutes on paper, read back from the PDF."""

from dataclasses import replace

import pypdfium2
import pytest

from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import MinutesState
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import compose, make_sheet, sheet
from tests.reports.test_sheets import OPTIONS, sample, words


def meeting(view: View, state: MinutesState) -> Meeting:
    return next(
        row
        for row in view.snapshot.all(Meeting)
        if row.minutes_state is state and view.snapshot.get(Committee, row.committee_id).short_name == "LG"
    )


def test_the_minutes_hold_everything_from_attendance_to_signatures() -> None:
    text = words(make_sheet("minutes", sample("demo"), OPTIONS))
    for part in (
        "Protokoll Lenkungsgruppe",
        "10:00 bis 11:40 Uhr, Rathaus Musterstadt",
        "Beschlüsse durch: Einvernehmen",
        "Bürgermeisteramt Musterhausen Musterhausen entschuldigt Hauptamt Musterhausen",
        "TOP 2 Wie oft trifft sich die Lenkungsgruppe?",
        "Im Einvernehmen beschlossen.",
        "Kein Einvernehmen; Widerspruch von: Probeheim.",
        "Vertagt.",
        "A-032 Online-Dienst „Sondernutzung beantragen“ Musterhausen; Zuarbeit: Beispieldorf",
        "A-028 Gemeinsame IT-Standards setzen geplant → in Arbeit",
        "Nächste Sitzung Montag, 30. November 2026",
        "Verteiler Bürgermeisteramt Musterstadt;",
        "Bürgermeisteramt Musterstadt Leitung Projektleitung Musterstadt Protokoll",
    ):
        assert part in text
    assert "Kommunalaufsicht Musterkreis;" not in text
    assert "Noch zu ergänzen" not in text


@pytest.mark.parametrize("state", [MinutesState.NONE, MinutesState.CLOSED])
def test_only_closed_minutes_are_no_draft(state: MinutesState) -> None:
    view = sample("demo")
    options = replace(OPTIONS, meeting_id=meeting(view, state).id)
    composed = compose(sheet("minutes"), view, options)
    is_closed = state is MinutesState.CLOSED
    assert composed.setup.watermark == (None if is_closed else "Entwurf")
    assert composed.setup.title == f"{'Protokoll' if is_closed else 'Tagesordnung'} Lenkungsgruppe"
    assert check(make_sheet("minutes", view, options)) == []


def test_an_agenda_is_not_signed() -> None:
    view = sample("demo")
    options = replace(OPTIONS, meeting_id=meeting(view, MinutesState.NONE).id)
    text = words(make_sheet("minutes", view, options))
    assert "TOP 1 Begrüßung" in text
    assert "Ort, Datum" not in text


def test_without_minutes_the_sheet_says_how_to_begin() -> None:
    assert "Es gibt noch kein Protokoll. Eine Sitzung bereiten Sie" in words(
        make_sheet("minutes", sample("taunus"), OPTIONS)
    )


def test_signatures_do_not_stand_alone_on_a_page_of_the_sample() -> None:
    pdf = pypdfium2.PdfDocument(make_sheet("minutes", sample("demo"), OPTIONS))
    assert len(pdf) == 2
    pdf.close()
