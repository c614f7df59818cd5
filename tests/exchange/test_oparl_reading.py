"""Files of council information systems: every shape OParl allows, defects of real servers, hostile ones."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.incoming_papers import IncomingPapers
from ozgdesk.exchange import oparl_files
from ozgdesk.exchange.oparl_objects import Objects
from ozgdesk.exchange.oparl_reading import read
from ozgdesk.exchange.oparl_values import ags, berlin, line, moment, offset
from ozgdesk.texts.imports import unreadable_message
from tests.exchange.oparl_files import (
    SERVER,
    USUAL,
    body,
    committee,
    item,
    meeting,
    pages,
    paper,
    station,
    thing,
    url,
    write,
)


def read_all(folder: Path, *documents: Any) -> IncomingPapers:
    return read(write(folder, *documents))


def told(found: IncomingPapers) -> dict[str, Any]:
    return {row.code: row.values.get("count", row.subject) for row in found.leftovers}


def test_stations_follow_the_begin_of_their_meetings(tmp_path: Path) -> None:
    (found,) = read_all(tmp_path, pages(*USUAL)).papers
    assert [station.role for station in found.stations] == ["Vorberatung", "Entscheidung"]
    assert [station.item.result[:12] for station in found.stations if station.item] == [
        "einstimmig b",
        "mehrheitlich",
    ]
    assert (found.number, found.title, found.dated_on) == ("1/2026", "Vorlage 1", date(2026, 5, 1))


def embedded() -> dict[str, Any]:
    """The same as USUAL in one object: all embedded where OParl has addresses."""
    rows = {row["id"]: row for row in json.loads(json.dumps(USUAL))}
    paper_row = rows[url("paper", 1)]
    for consultation in paper_row["consultation"]:
        whole = rows[consultation["meeting"]]
        consultation["agendaItem"] = {**whole["agendaItem"][0], "meeting": whole["id"]}
        consultation["meeting"] = {key: value for key, value in whole.items() if key != "agendaItem"}
        consultation["organization"] = [rows[uid] for uid in consultation["organization"]]
    return {**rows[url("body", 1)], "paper": [paper_row]}


def by_address() -> Iterator[dict[str, Any]]:
    """The same with every object alone, linked by addresses from below."""
    for row in json.loads(json.dumps(USUAL)):
        for name, back in (("consultation", "paper"), ("agendaItem", "meeting")):
            if isinstance(row.get(name), list):
                yield from ({**part, back: row["id"]} for part in row.pop(name))
        if isinstance(row.get("location"), dict):
            yield row["location"]
            row["location"] = row["location"]["id"]
        yield row


def version_1_0() -> list[dict[str, Any]]:
    return json.loads(json.dumps(USUAL).replace("/1.1/", "/1.0/"))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "documents",
    [
        [pages(*USUAL)],
        list(USUAL),
        [list(USUAL)],
        [pages(*json.loads(json.dumps(version_1_0())))],
        list(by_address()),
        [embedded()],
        [thing("System", 1, body=[json.loads(json.dumps(embedded()))])],
    ],
    ids=["list", "single objects", "bare list", "version 1.0", "by address", "embedded", "in a system"],
)
def test_every_shape_of_the_same_says_the_same(documents: list[Any], tmp_path: Path) -> None:
    found = read_all(tmp_path, *documents)
    (tmp_path / "usual").mkdir()
    usual = read_all(tmp_path / "usual", pages(*USUAL))
    assert found.papers == usual.papers
    assert {row.uid: row for row in found.committees} == {row.uid: row for row in usual.committees}
    assert {row.uid: row for row in found.meetings} == {row.uid: row for row in usual.meetings}
    assert found.bodies == usual.bodies


def test_one_file_several_files_and_a_folder_tree_are_read(tmp_path: Path) -> None:
    folder = write(tmp_path, *USUAL)
    (folder / "tiefer").mkdir()
    (folder / "seite-05.json").rename(folder / "tiefer" / "vorlage.json")
    assert len(read(folder).papers) == 1
    one = read(folder / "tiefer" / "vorlage.json")
    assert [len(one.papers), len(one.meetings)] == [1, 0]
    several = read(folder / "tiefer" / "vorlage.json", folder / "seite-04.json")
    assert [len(several.papers), len(several.meetings)] == [1, 1]
    assert any(station.item is not None for station in several.papers[0].stations)


def test_an_object_that_comes_twice_counts_as_it_was_modified_last(tmp_path: Path) -> None:
    newer = paper(1, name="Neu", modified="2026-02-01T00:00:00+01:00", consultation=[])
    found = read_all(tmp_path, pages(newer), pages(paper(1, name="Alt")))
    assert [row.title for row in found.papers] == ["Neu"]
    assert told(found) == {"double_objects": 1}


def test_persons_are_counted_and_never_read(tmp_path: Path) -> None:
    somebody = thing("Person", 1, name="Geheim Name", body=url("body", 1))
    row = paper(1, originatorPerson=[somebody, None], consultation=[])
    gathering = meeting(1, "2026-06-24T18:30:00+02:00", participant=[somebody])
    member = thing("Membership", 1, person=somebody)
    found = read_all(
        tmp_path, pages(body(contactName="Geheim Name"), row, gathering, member), pages(somebody)
    )
    assert "Geheim" not in repr(found)
    assert told(found) == {"persons": 2}


def test_a_tombstone_needs_neither_type_nor_name(tmp_path: Path) -> None:
    gone = {
        "id": url("paper", 1),
        "created": "2025-01-01T00:00:00Z",
        "modified": "2026-03-05T10:00:00Z",
        "deleted": True,
    }
    found = read_all(
        tmp_path, pages(gone), pages(paper(2, consultation=[], deleted=True, name="", reference=""))
    )
    assert [(row.uid, row.is_deleted) for row in found.papers] == [
        (url("paper", 2), True),
        (url("paper", 1), True),
    ]


def test_an_agenda_tells_what_is_public_by_its_headings(tmp_path: Path) -> None:
    items = [
        item(1, name="A Öffentliche Sitzung", number="A"),
        item(2),
        item(3, name="B Nichtöffentlicher Teil", number="B"),
        item(4),
        item(5, public=True),
    ]
    (found,) = read_all(tmp_path, meeting(1, "2026-06-24T18:30:00+02:00", items=reversed(items))).meetings
    assert [row.number for row in found.items] == ["A", "2", "B", "4", "5"]
    assert [row.is_public for row in found.items] == [True, True, False, False, True]
    assert [row.is_heading for row in found.items] == [True, False, True, False, False]


def test_ends_at_midnight_and_cancelled_meetings_are_told(tmp_path: Path) -> None:
    midnight = meeting(1, "2026-06-24T18:30:00+02:00", end="2026-06-25T00:00:00+02:00")
    same_day = meeting(
        2, "2026-06-24T18:30:00+02:00", end="2026-06-24T00:00:00+02:00", meetingState="abgesagt"
    )
    late = meeting(3, "2026-01-24T18:30:00Z", end="2026-01-24T20:15:00Z", cancelled=True)
    odd = meeting(4, "demnächst", name="Ausschuss")
    found = read_all(tmp_path, pages(midnight, same_day, late, odd))
    assert [row.ends_at for row in found.meetings] == [None, None, datetime(2026, 1, 24, 21, 15), None]
    assert [row.is_cancelled for row in found.meetings] == [False, True, True, False]
    assert [(row.code, row.subject) for row in found.leftovers] == [("odd_meeting_day", "Ausschuss")]


def test_pages_that_lead_in_a_circle_are_read_once_and_named(tmp_path: Path) -> None:
    first = pages(paper(1), self=f"{SERVER}/papers?page=1", next=f"{SERVER}/papers?page=2")
    second = pages(paper(2), self=f"{SERVER}/papers?page=2", next=f"{SERVER}/papers?page=1")
    second["pagination"]["totalElements"] = 40
    found = read_all(tmp_path, first, second)
    assert len(found.papers) == 2
    values = {row.code: dict(row.values) for row in found.leftovers}
    assert values == {"page_loop": {}, "incomplete_list": {"count": 2, "total": 40}}


def test_papers_that_belong_to_each_other_in_a_circle_lose_that_link(tmp_path: Path) -> None:
    rows = [
        paper(n, consultation=[], superordinatedPaper=[url("paper", other)])
        for n, other in ((1, 2), (2, 3), (3, 2))
    ]
    found = read_all(tmp_path, pages(*rows))
    assert [row.predecessor_uid for row in found.papers] == [url("paper", 2), "", ""]
    assert told(found) == {"paper_circle": 2}


def test_a_station_that_two_papers_name_belongs_to_the_first(tmp_path: Path) -> None:
    found = read_all(tmp_path, pages(paper(1, station(5)), paper(2, station(5), station(6))))
    assert [len(row.stations) for row in found.papers] == [1, 1]
    assert told(found) == {"shared_stations": 1}


def test_what_is_not_there_is_counted(tmp_path: Path) -> None:
    lost = station(7, 9, paper=url("paper", 99))
    row = paper(1, url("consultation", 5), reference="1/2026")
    alone = item(8, meeting=url("meeting", 99))
    strange = {"name": "ohne Art"}
    later = {"id": "x", "type": "https://schema.oparl.org/2.0/Paper"}
    nameless = {"type": "https://schema.oparl.org/1.1/Paper", "name": "ohne Kennung"}
    found = read_all(tmp_path, pages(row), lost, alone, strange, later, nameless)
    assert told(found) == {
        "other_objects": 1,
        "other_version": 1,
        "no_id": 1,
        "lost_items": 1,
        "lost_stations": 1,
        "missing_stations": 1,
    }


def test_control_characters_blanks_and_wrong_kinds_of_values_do_no_harm(tmp_path: Path) -> None:
    text = json.dumps(pages(committee(1, "HauptX\u00a0Ausschuss"), paper(1, name=["Liste"], reference=17)))
    found = read_all(tmp_path, text.replace("HauptX", "Haupt-\x01und\x02"))
    assert found.committees[0].name == "Haupt- und Ausschuss"
    assert (found.papers[0].title, found.papers[0].number) == ("", "17")


@pytest.mark.parametrize(
    "damage", [None, 5, "x", [], [None], {}, {"id": 5}, [{"data": 5}], True, 1e400, "\ud800"]
)
@pytest.mark.parametrize(
    "field",
    ["id", "type", "consultation", "organization", "start", "agendaItem", "body", "deleted", "modified",
     "date", "superordinatedPaper", "location", "order", "public", "meeting"],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_breaks_nothing(field: str, damage: Any) -> None:
    objects = Objects()
    for row in json.loads(json.dumps(USUAL)):
        objects.take({"data": [{**row, field: damage}], "links": damage, "pagination": damage})
        objects.take({**row, "consultation": [{**row, field: damage}], "agendaItem": [{field: damage}]})
    list(objects.leftovers)


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=12),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "type",
                        "data",
                        "consultation",
                        "meeting",
                        "agendaItem",
                        "start",
                        "deleted",
                        "body",
                    ]
                ),
                inner | st.sampled_from(["https://schema.oparl.org/1.1/Paper", "Meeting"]),
                max_size=5,
            )
        ),
        max_leaves=25,
    )
)
def test_any_json_is_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, document: Any
) -> None:
    folder = write(tmp_path_factory.mktemp("any"), json.dumps(document))
    said = ""
    try:
        found = read(folder)
    except Unreadable as problem:
        said = unreadable_message(problem)
    assert said or found.title == "oparl"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "ist leer"),
        ('{"data": [', "ist keine lesbare JSON-Datei oder unvollständig (Zeile 1)"),
        ("<html></html>", "ist keine lesbare JSON-Datei"),
        ("[" * 100_000 + "]" * 100_000, "ist zu tief verschachtelt"),
        ('{"a": ' * 5_000 + "1" + "}" * 5_000, "ist zu tief verschachtelt"),
        ("9" * 6_000, "ist keine lesbare JSON-Datei"),
        ('{"name": "Rezept"}', "enthält keine Objekte von OParl"),
        ("17", "enthält keine Objekte von OParl"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(write(tmp_path, text) / "seite-00.json")
    said = unreadable_message(caught.value)
    assert sentence in said
    assert "„seite-00.json“" in said


def test_one_broken_page_does_not_keep_the_others_back(tmp_path: Path) -> None:
    found = read_all(tmp_path, pages(*USUAL), '{"data": [')
    assert len(found.papers) == 1
    ((code, subject, why),) = [(row.code, row.subject, row.values["why"]) for row in found.leftovers]
    assert (code, subject) == ("page_unread", "seite-01.json")
    assert "Zeile 1" in str(why)


def test_other_encodings_are_read_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    text = json.dumps(paper(1, name="Grünfläche"), ensure_ascii=False)
    for encoding in ("utf-8-sig", "utf-16", "utf-8"):
        target.write_text(text, encoding=encoding)
        found = read(target)
        assert (found.papers[0].title, found.leftovers) == ("Grünfläche", ())
    target.write_text(text, encoding="cp1252")
    found = read(target)
    assert found.papers[0].title == "Grünfläche"
    assert told(found) == {"odd_letters": "a.json"}


def test_a_folder_without_files_and_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*sources: Path) -> str:
        with pytest.raises(Unreadable) as caught:
            read(*sources)
        return unreadable_message(caught.value)

    (tmp_path / "leer").mkdir()
    assert "liegt keine JSON-Datei" in refused(tmp_path / "leer")
    assert "kann nicht gelesen werden" in refused(tmp_path / "fehlt.json")
    folder = write(tmp_path, *USUAL)
    monkeypatch.setattr(oparl_files, "MOST_FILES", 3)
    assert "mehr als 3 Dateien" in refused(folder)
    monkeypatch.setattr(oparl_files, "LARGEST_BYTES", 100)
    assert "größer als 0 MB" in refused(folder / "seite-00.json")


def test_local_time_is_that_of_berlin_without_data_of_time_zones() -> None:
    zone = ZoneInfo("Europe/Berlin")
    at = datetime(1990, 1, 1, tzinfo=UTC)
    while at.year < 2040:
        assert berlin(at) == at.astimezone(zone).replace(tzinfo=None), at
        at += timedelta(hours=11)
    assert moment("2020-04-28T15:30:00") == datetime(2020, 4, 28, 15, 30)
    assert moment("0001-01-01T00:00:00+01:00") is None
    assert moment("9999-12-31T23:59:59-12:00") is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))
def test_the_offset_of_a_local_time_leads_back_to_it(local: datetime) -> None:
    text = f"{local:%Y-%m-%dT%H:%M:%S}"
    is_skipped = moment(f"{text}+01:00") != moment(text) and moment(f"{text}+02:00") != moment(text)
    assert is_skipped or moment(f"{text}{offset(text)}") == moment(text)


@given(st.text(max_size=30))
def test_no_text_breaks_single_values(text: str) -> None:
    assert "\n" not in line(text)
    line(text).encode()
    moment(text)
    assert len(ags(text)) in (0, 8)
