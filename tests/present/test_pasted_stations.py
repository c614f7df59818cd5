"""A copied Beratungsfolge: from Word, Excel or a council information system, whatever its columns."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.councils import Committee, CouncilPaper
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole
from ozgdesk.present.pasted_stations import PastedStation, read_stations
from tests.helpers import TODAY, four_municipalities, id_of

PAPER = id_of(50)
GVO, HFA, GV, OLD = (id_of(number) for number in (41, 42, 43, 44))
PREPARATORY, DECIDING = ConsultationRole.PREPARATORY, ConsultationRole.DECIDING


def body(id_: str, kind: CommitteeKind, name: str, short: str = "", **values: object) -> Committee:
    return Committee(
        id=id_, municipality_id=id_of(3), name=name, short_name=short, kind=kind, order="a", **values
    )


VIEW = View(
    Snapshot.of(
        [
            *four_municipalities(),
            body(GVO, CommitteeKind.ADMINISTRATION, "Gemeindevorstand", "GVo"),
            body(HFA, CommitteeKind.COMMITTEE, "Haupt- und Finanzausschuss", "HFA"),
            body(GV, CommitteeKind.COUNCIL, "Gemeindevertretung", "GV"),
            body(OLD, CommitteeKind.COMMITTEE, "Haupt- und Finanzausschuss", valid_until=date(2026, 3, 31)),
            CouncilPaper(id=PAPER, municipality_id=id_of(3), title="Vorlage"),
        ]
    ),
    TODAY,
)


def read(text: str, html: str = "") -> tuple[PastedStation, ...]:
    return read_stations(VIEW, PAPER, text, html)


def known(rows: tuple[PastedStation, ...]) -> list[tuple[str | None, date | None, ConsultationRole]]:
    return [(row.committee_id, row.held_on, row.role) for row in rows]


GLA = [
    (GVO, date(2021, 6, 1), DECIDING),
    (HFA, date(2021, 6, 15), PREPARATORY),
    (GV, date(2021, 6, 24), DECIDING),
]


def test_the_table_of_glashuetten_is_read_from_tabs() -> None:
    text = (
        "Beratungsfolge\tTermin\tBemerkung\n"
        "Gemeindevorstand\t01.06.2021\tbeschließend\n"
        "Haupt- und Finanzausschuss\t15.06.2021\tvorberatend\n"
        "Gemeindevertretung\t24.06.2021\tbeschließend\n"
    )
    assert known(read(text)) == GLA


def test_columns_in_another_order_with_times_and_status_are_told_by_their_contents() -> None:
    html = (
        "<table><tr><th>Datum</th><th>Gremium</th><th>Zuständigkeit</th><th>Status</th></tr>"
        "<tr><td>01.06.2021 18:00 Uhr</td><td>GVo</td><td>Entscheidung</td><td>nicht öffentlich</td></tr>"
        "<tr><td>Di, 15.06.2021</td><td><p>Haupt- und<br>Finanzausschuss</p></td><td>Vorberatung</td>"
        "<td>Ö</td></tr>"
        "<tr><td>2021-06-24</td><td>gemeindevertretung</td><td>Beschluss</td><td>Ö</td></tr></table>"
    )
    rows = read("", html)
    assert known(rows) == GLA
    assert [row.is_public for row in rows] == [False, True, True]


def test_a_body_that_is_not_known_is_named_and_belongs_to_nobody() -> None:
    rows = read("Bauausschuss\t08.06.2021\tvorberatend\nGemeindevertretung\t24.06.2021\tbeschließend")
    assert [(row.name, row.committee_id) for row in rows] == [
        ("Bauausschuss", None),
        ("Gemeindevertretung", GV),
    ]


def test_the_body_in_office_comes_before_a_former_one_of_the_same_name() -> None:
    assert [row.committee_id for row in read("Haupt- und Finanzausschuss\t15.06.2021")] == [HFA]


@pytest.mark.parametrize("text", ["", "\n\n", "Beratungsfolge\tTermin\tBemerkung", "12345\t7", "31.02.2021"])
def test_what_holds_no_station_gives_none(text: str) -> None:
    assert [row for row in read(text) if row.committee_id] == []


@given(st.text(max_size=200), st.text(alphabet="<>/tdrh &x;", max_size=80))
def test_nothing_on_the_clipboard_breaks_the_reading(text: str, html: str) -> None:
    for row in read(text, f"<table><td>{html}"):
        assert row.name
