"""What a line of the minutes means, and that no line is lost or misread."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk import formats
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.formats import NotReadable
from ozgdesk.present.capture import (
    Known,
    NewNote,
    NewResolution,
    NewState,
    NewTask,
    NewTopic,
    completions,
    known,
    read_capture,
)
from tests.helpers import TODAY, four_municipalities, id_of, task

WORDS = Known(
    {"USI": "usi", "NA": "na", "GLA": "gla", "SCHM": "schm"},
    {"A-007": "t7", "A-017": "t17"},
    TODAY,
    {"NA": "Neu-Anspach", "A-017": "Vergabewesen", "A-007": "Schulung", "A-001": "Phase eins"},
)


def reason(text: str) -> str:
    with pytest.raises(NotReadable) as wrong:
        read_capture(text, WORDS)
    return str(wrong.value)


@pytest.mark.parametrize(
    "text", ["Alles gut", "Hinweis: der Vertrag läuft aus", "10:30 Uhr Pause", "§ 5: offen"]
)
def test_plain_words_are_a_note(text: str) -> None:
    assert read_capture(f"  {text} ", WORDS) == NewNote(text)


def test_a_code_and_a_colon_give_a_task_with_its_day() -> None:
    found = read_capture("NA: Angebot ekom21 einholen bis 04.12.", WORDS)
    assert found == NewTask("na", (), "Angebot ekom21 einholen", date(2026, 12, 4))


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        ("04.12.", date(2026, 12, 4)),
        ("4.12.26", date(2026, 12, 4)),
        ("041226", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("Fr 04.12.", date(2026, 12, 4)),
        ("4. Dezember", date(2026, 12, 4)),
        ("morgen", date(2026, 11, 24)),
        ("+5", date(2026, 11, 28)),
    ],
)
def test_a_day_may_be_typed_as_everywhere(day: str, meant: date) -> None:
    assert read_capture(f"na: Angebot einholen bis {day}", WORDS) == NewTask(
        "na", (), "Angebot einholen", meant
    )


def test_of_several_codes_the_first_leads_and_the_others_contribute() -> None:
    found = read_capture("NA, gla ,USI, NA: Liste prüfen", WORDS)
    assert found == NewTask("na", ("gla", "usi"), "Liste prüfen")


def test_bis_is_a_day_only_where_a_day_follows() -> None:
    found = read_capture("NA: Vertrag bis Ende des Jahres verlängern", WORDS)
    assert found == NewTask("na", (), "Vertrag bis Ende des Jahres verlängern")
    found = read_capture("NA: Phasen 1 bis 3 prüfen bis 1.2.27", WORDS)
    assert found == NewTask("na", (), "Phasen 1 bis 3 prüfen", date(2027, 2, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NAA: Angebot einholen", "Das Kürzel „NAA“ gibt es nicht; vorhanden: USI, NA, GLA, SCHM."),
        ("NA, ABC: Angebot", "Das Kürzel „ABC“ gibt es nicht"),
        ("NA:", "was zu tun ist"),
        ("NA: bis 04.12.", "was zu tun ist"),
        ("NA: Angebot bis 31.02.", "Februar 2026 hat 28 Tage"),
        ("NA: Angebot bis Fretag", "„fretag“ ist kein"),
        ("Beschluss:", "was beschlossen wurde"),
        ("TOP:  ", "worum es geht"),
        ("A-099 erledigt", "Die Aufgabe A-099 gibt es nicht"),
        ("A-001 erledigt", "Die Aufgabe A-001 ist eine Phase"),
        ("A-017", "Bitte schreiben Sie hinter A-017"),
        ("A-017 erldigt", "„erldigt“ ist kein Zustand; möglich sind: erledigt, in Arbeit"),
        ("A-017 wartet", "worauf gewartet wird"),
        ("A-017 wartet bis 04.12.", "worauf gewartet wird"),
        ("", "Bitte geben Sie etwas ein"),
        ("- ", "Bitte geben Sie etwas ein"),
        ("NA: " + "x" * 301, "301 Zeichen"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_reason(text: str, said: str) -> None:
    assert said.casefold() in reason(text).casefold()


def test_resolutions_and_topics_have_their_word() -> None:
    assert read_capture("beschluss: Die Vergabe geht an USI.", WORDS) == NewResolution(
        "Die Vergabe geht an USI."
    )
    assert read_capture("TOP: Verschiedenes", WORDS) == NewTopic("Verschiedenes")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("A-017 erledigt", NewState("t17", TaskState.DONE)),
        ("a17 Erledigt.", NewState("t17", TaskState.DONE)),
        ("A-17: in Arbeit", NewState("t17", TaskState.IN_PROGRESS)),
        ("A-017 wartet ekom21", NewState("t17", TaskState.WAITING_THIRD, waiting_for="ekom21")),
        (
            "A-017 wartet auf die ekom21 bis 04.12.",
            NewState("t17", TaskState.WAITING_THIRD, waiting_for="die ekom21", due_on=date(2026, 12, 4)),
        ),
        ("A-017 wartet auf Zuarbeit", NewState("t17", TaskState.WAITING_CONTRIBUTION)),
        ("A-007 im Gremium", NewState("t7", TaskState.IN_COUNCIL)),
        ("A-007 entfällt (doppelt)", NewState("t7", TaskState.DROPPED, reason="doppelt")),
        ("A-007 ruht", NewState("t7", TaskState.DORMANT)),
        ("A-017 Angebot liegt vor", NewNote("Angebot liegt vor", "t17")),
        ("A-017 erledigt sich von selbst", NewNote("erledigt sich von selbst", "t17")),
        ("A 7 ist eine Autobahn", NewNote("A 7 ist eine Autobahn")),
    ],
)
def test_a_number_gives_a_state_or_a_note_about_the_task(text: str, meant: object) -> None:
    assert read_capture(text, WORDS) == meant


@given(st.text(max_size=80))
def test_every_line_is_understood_or_refused_with_a_sentence(text: str) -> None:
    try:
        found: object = read_capture(text, WORDS)
    except NotReadable as wrong:
        found = str(wrong)
    assert not isinstance(found, str) or found.endswith((".", "“"))


@given(st.text(min_size=1, max_size=80))
def test_a_line_after_a_dash_is_always_that_note(text: str) -> None:
    words = " ".join(text.split())
    if words:
        assert read_capture(f"- {text}", WORDS) == NewNote(words)


NAMES = st.text(st.characters(categories=("L", "Nd", "P", "Zs")), min_size=1, max_size=60).map(
    lambda text: " ".join(text.split())
)


@given(
    st.lists(st.sampled_from(sorted(WORDS.codes)), min_size=1, unique=True),
    NAMES.filter(lambda name: name and " bis " not in f" {name.casefold()} "),
    st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)
def test_a_task_is_read_as_it_is_written(codes: list[str], name: str, due: date | None) -> None:
    until = f" bis {formats.day(due)}" if due else ""
    lead, *others = (WORDS.codes[code] for code in codes)
    found = read_capture(f"{', '.join(codes)}: {name}{until}", WORDS)
    assert found == NewTask(lead, tuple(others), name, due)


@given(st.sampled_from(["N", "na", "A-0", "A-017 ", "A-017 w", "Be", "NA, G", "Verg"]))
def test_every_completion_leads_on(typed: str) -> None:
    found = completions(typed, WORDS)
    assert found
    assert all(one.line != typed for one in found)


def test_codes_numbers_words_and_states_are_completed() -> None:
    def lines(typed: str) -> list[str]:
        return [one.line for one in completions(typed, WORDS)]

    assert lines("na") == ["NA: "]
    assert lines("NA, g") == ["NA, GLA: "]
    assert lines("neu") == ["NA: "]
    assert lines("A-01") == ["A-017 "]
    assert lines("a7") == ["A-007 "]
    assert lines("vergabe") == ["A-017 "]
    assert lines("B") == ["Beschluss: "]
    assert lines("A-017 wa") == ["A-017 wartet auf Zuarbeit", "A-017 wartet "]
    assert lines("NA: Ang") == []
    assert lines("") == []


def test_a_project_offers_its_codes_and_its_tasks_but_no_phases() -> None:
    phase, work = task(1, "Phase"), task(2, "Arbeit", parent_id=id_of(1001))
    found = known(View(Snapshot.of([*four_municipalities(), phase, work]), TODAY))
    assert list(found.codes) == ["USI", "NA", "GLA", "SCHM"]
    assert found.numbers == {"A-002": work.id}
    assert found.names["A-001"] == "Phase"
