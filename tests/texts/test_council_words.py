"""Words of council information systems: what they are taken for, and that nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, PaperKind, Result
from ozgdesk.domain.votes import Votes
from ozgdesk.texts.council_words import (
    committee_kind,
    is_called_off,
    paper_kind,
    part_of_agenda,
    result_in,
    role_in,
)
from ozgdesk.texts.labels import label

COUNCIL, DECIDING = CommitteeKind.COUNCIL, ConsultationRole.DECIDING


@pytest.mark.parametrize(
    ("text", "result", "votes"),
    [
        ("einstimmig beschlossen", Result.UNANIMOUS, Votes()),
        ("Einstimmig, 0 Enthaltungen", Result.UNANIMOUS, Votes(abstentions=0)),
        ("Einstimmig, keine Enthaltungen.", Result.UNANIMOUS, Votes(abstentions=0)),
        ("mehrheitlich zugestimmt", Result.MAJORITY, Votes()),
        ("mehrheitlich abgelehnt", Result.REJECTED, Votes()),
        ("Dem Antrag wurde nicht zugestimmt", Result.REJECTED, Votes()),
        ("beschlossen", Result.ADOPTED, Votes()),
        ("im nicht öffentlichen Teil beschlossen", Result.ADOPTED, Votes()),
        ("vertagt", Result.POSTPONED, Votes()),
        ("einstimmig vertagt", Result.POSTPONED, Votes()),
        ("verwiesen in Fachausschuss", Result.REFERRED, Votes()),
        ("von der Tagesordnung abgesetzt", Result.REMOVED, Votes()),
        ("zurückgezogen", Result.WITHDRAWN, Votes()),
        ("Kenntnisnahme", Result.NOTED, Votes()),
        ("zustimmend zur Kenntnis genommen", Result.NOTED, Votes()),
        ("Zugestimmt zu geändertem Beschlusstext", Result.CHANGED, Votes()),
        ("unverändert beschlossen", Result.ADOPTED, Votes()),
        ("11 Ja-Stimmen, 1 Enthaltung, 0 Nein-Stimmen", Result.UNANIMOUS, Votes(11, 0, 1)),
        ("2 Ja-Stimme(n), 1 Gegenstimme(n), 0 Stimmenthaltung(en)", Result.MAJORITY, Votes(2, 1, 0)),
        ("10 Ja-Stimmen, 10 Nein-Stimmen, 5 Enthaltungen", Result.REJECTED, Votes(10, 10, 5)),
        ("Ja: 20, Nein: 3, Enthaltung: 1", Result.MAJORITY, Votes(20, 3, 1)),
        ("5 Ja 3 Nein 1 Enthaltung", Result.MAJORITY, Votes(5, 3, 1)),
        ("Ja 5 Nein 3", Result.MAJORITY, Votes(5, 3)),
        ("einstimmig (Ja\u00a021, Nein\u00a00, Befangen\u00a02)", Result.UNANIMOUS, Votes(21, 0, None, 2)),
    ],
)
def test_a_council_decides(text: str, result: Result, votes: Votes) -> None:
    told = result_in(text, COUNCIL, DECIDING)
    assert (told.result, told.votes) == (result, votes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ohne",
        "0",
        "(kein Text vorhanden)",
        "Siehe Anlage",
        "keine Abstimmung",
        "einverstanden",
        "vorberaten ohne Änderungen",
        "teilweise abgelehnt",
        "Vertagung abgelehnt",
        "teils abgelehnt, teils vertagt",
        "nicht vertagt",
        "nicht einstimmig",
        "JaNeinEnthaltungBM100CDU1400Ergebnis:2060",
        "Zu Punkt a): 6 Ja-Stimmen, 6 Nein-Stimmen. Zu Punkt b): 9 Ja-Stimmen, 3 Nein-Stimmen",
        "Der Rat beschließt, die Hinweise zur Kenntnis zu nehmen. " * 4,
    ],
)
def test_what_says_nothing_or_two_things_is_no_result(text: str) -> None:
    assert result_in(text, COUNCIL, DECIDING).result is None


@pytest.mark.parametrize(
    ("kind", "role", "positive", "negative"),
    [
        (CommitteeKind.COUNCIL, ConsultationRole.NOT_STATED, Result.UNANIMOUS, Result.REJECTED),
        (CommitteeKind.COMMITTEE, ConsultationRole.NOT_STATED, Result.RECOMMENDED, Result.NOT_RECOMMENDED),
        (CommitteeKind.COMMITTEE, ConsultationRole.DECIDING, Result.UNANIMOUS, Result.REJECTED),
        (CommitteeKind.COUNCIL, ConsultationRole.PREPARATORY, Result.RECOMMENDED, Result.NOT_RECOMMENDED),
    ],
)
def test_who_does_not_decide_recommends(
    kind: CommitteeKind, role: ConsultationRole, positive: Result, negative: Result
) -> None:
    assert result_in("einstimmig zugestimmt", kind, role).result is positive
    assert result_in("abgelehnt", kind, role).result is negative
    assert result_in("9 Ja-Stimmen, 0 Nein-Stimmen", kind, role).result is positive


def test_our_own_words_are_understood() -> None:
    for result in Result:
        told = result_in(label(result), COUNCIL, DECIDING).result
        assert told is (None if result in (Result.OPEN, Result.UNKNOWN) else result)


@pytest.mark.parametrize(
    ("text", "is_authoritative", "role"),
    [
        ("Entscheidung", None, ConsultationRole.DECIDING),
        ("Beschlussfassung", False, ConsultationRole.DECIDING),
        ("Beschlussempfehlung", None, ConsultationRole.PREPARATORY),
        ("Anhörung", True, ConsultationRole.PREPARATORY),
        ("Kenntnisnahme", True, ConsultationRole.INFORMATION),
        ("Beratung", None, ConsultationRole.PREPARATORY),
        ("Behandlung", None, ConsultationRole.NOT_STATED),
        ("", None, ConsultationRole.NOT_STATED),
        ("unbekannt", True, ConsultationRole.DECIDING),
        ("", False, ConsultationRole.PREPARATORY),
    ],
)
def test_the_role_is_stronger_than_its_mark(
    text: str, is_authoritative: bool | None, role: ConsultationRole
) -> None:
    assert role_in(text, is_authoritative) is role


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Gemeindevertretung", CommitteeKind.COUNCIL),
        ("Rat der Stadt Krefeld", CommitteeKind.COUNCIL),
        ("Gemeinderat - Beratungen zum DHH", CommitteeKind.COMMITTEE),
        ("Magistrat", CommitteeKind.ADMINISTRATION),
        ("Gemeindevorstand der Gemeinde Glashütten", CommitteeKind.ADMINISTRATION),
        ("Ortsbeirat Eschbach", CommitteeKind.COMMITTEE),
        ("Arbeitskreis Digitales", CommitteeKind.WORKING_GROUP),
    ],
)
def test_a_body_is_known_by_its_name(name: str, kind: CommitteeKind) -> None:
    assert committee_kind(name) is kind


def test_a_body_whose_name_says_nothing_is_what_it_is_classified_as() -> None:
    assert committee_kind("Stadtparlament", "Gremium Vertretung") is CommitteeKind.COUNCIL
    assert committee_kind("Stadtparlament", "Gremien Gremium") is CommitteeKind.COMMITTEE


def test_papers_agendas_and_states_of_meetings_are_understood() -> None:
    kinds = [
        paper_kind(t) for t in ("Mitteilungsvorlage", "Ergänzungsvorlage", "Beantwortung einer Anfrage", "")
    ]
    assert kinds == [PaperKind.INFORMATION, PaperKind.SUPPLEMENT, PaperKind.ANSWER, PaperKind.RESOLUTION]
    assert [part_of_agenda(name) for name in ("B Nichtöffentliche Sitzung", "I. Öffentlicher Teil:")] == [
        False,
        True,
    ]
    assert part_of_agenda("Öffentliche Bekanntmachung der Haushaltssatzung") is None
    assert [is_called_off(state) for state in ("abgesagt", "durchgeführt", "")] == [True, False, False]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    result_in(text, COUNCIL, DECIDING)
    role_in(text, None)
    paper_kind(text)
    committee_kind(text)
    part_of_agenda(text)
