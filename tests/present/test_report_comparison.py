"""What two status reports say about each other."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.cooperation import Cooperation
from ozgdesk.domain.lights import Thresholds
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.present.report_comparison import BETTER, LOST, NEW, SAME, WORSE, compare, trend
from ozgdesk.present.report_figures import KeptMilestone, KeptRow, ReportFigures, as_json, from_json
from ozgdesk.present.status_report import status_report, threshold_words, unreasoned_sentence
from tests.helpers import TODAY, id_of

LIGHTS = {"overall": Light.GREEN, **{d.value: Light.GREEN for d in Dimension}}
BEFORE = ReportFigures(
    as_of=date(2026, 10, 23),
    lights=LIGHTS,
    figures=("3 von 9",),
    done="A-001 A-002",
    late="A-005 A-006",
    milestones=(
        KeptMilestone("m1", "A-010", "Beschluss", date(2026, 11, 1), None),
        KeptMilestone("m2", "A-011", "Start", date(2026, 12, 1), None),
        KeptMilestone("m3", "A-012", "Weg", date(2026, 12, 1), None),
    ),
    risks=(KeptRow("r1", "Personal fehlt", "mittel / hoch"), KeptRow("r2", "Alt", "niedrig / hoch")),
    decisions=(KeptRow("d1", "Wer beschafft?", ""),),
    agreements=(KeptRow("v1", "Vereinbarung", "Nicht wirksam"),),
    resolutions=(),
)
texts = st.text(max_size=30)
rows = st.builds(KeptRow, texts, texts, texts)
figures = st.builds(
    ReportFigures,
    as_of=st.dates(),
    lights=st.fixed_dictionaries({key: st.sampled_from(Light) for key in LIGHTS}),
    figures=st.lists(texts, max_size=5).map(tuple),
    done=texts,
    late=texts,
    milestones=st.lists(
        st.builds(KeptMilestone, texts, texts, texts, st.none() | st.dates(), st.none() | st.dates()),
        max_size=3,
    ).map(tuple),
    **{
        name: st.lists(rows, max_size=3).map(tuple)
        for name in ("risks", "decisions", "agreements", "resolutions")
    },
)


def plain(sentences: tuple[str, ...]) -> list[str]:
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def test_what_changed_is_told_in_sentences_the_gravest_first() -> None:
    now = replace(
        BEFORE,
        as_of=TODAY,
        lights={**LIGHTS, "cost": Light.YELLOW, "overall": Light.YELLOW},
        done="A-001 A-002 A-003 A-005",
        late="A-006 A-007",
        milestones=(
            KeptMilestone("m1", "A-010", "Beschluss", None, date(2026, 11, 3)),
            KeptMilestone("m2", "A-011", "Start", date(2026, 12, 8), None),
        ),
        risks=(KeptRow("r1", "Personal fehlt", "hoch / hoch"), KeptRow("r3", "Neu", "niedrig / niedrig")),
        decisions=(),
        agreements=(KeptRow("v1", "Vereinbarung", "Wirksam seit 01.11.2026"),),
        resolutions=(
            KeptRow("b1", "IKZ", "StVV (USI) beschlossen"),
            KeptRow("b2", "IKZ", "GV (GLA) abgelehnt"),
        ),
    )
    assert plain(compare(BEFORE, now).sentences) == [
        "Vereinbarung: wirksam seit 01.11.2026, vorher nicht wirksam.",
        "Zu „IKZ“: StVV (USI) beschlossen, GV (GLA) abgelehnt.",
        "Erreicht: A-010 Beschluss am 03.11.2026.",
        "A-011 Start: 7 Tage später, jetzt 08.12.2026.",
        "Nicht mehr geplant: A-012 Weg.",
        "Erledigt: 2 Aufgaben (A-003, A-005).",
        "Neu verspätet: A-007.",
        "Risiko jetzt hoch / hoch, vorher mittel / hoch: Personal fehlt.",
        "Neues Risiko (niedrig / niedrig): Neu.",
        "Risiko besteht nicht mehr: Alt.",
        "Nicht mehr zu entscheiden: Wer beschafft?",
        "Kosten: schlechter, von grün auf gelb.",
    ]


def test_a_late_task_that_is_moved_is_late_no_more() -> None:
    assert plain(compare(BEFORE, replace(BEFORE, late="A-006")).sentences) == ["Nicht mehr verspätet: A-005."]


def test_grey_is_no_judgement_to_be_better_or_worse_than() -> None:
    assert trend(Light.GREY, Light.RED) is NEW
    assert trend(Light.RED, Light.GREY) is LOST
    assert trend(Light.GREY, Light.GREY) is SAME
    assert trend(Light.RED, Light.YELLOW) is BETTER
    assert trend(Light.GREEN, Light.YELLOW) is WORSE


@given(figures)
def test_figures_are_read_back_as_they_were_kept_and_no_light_has_moved(kept: ReportFigures) -> None:
    back = from_json(as_json(kept))
    assert back == kept
    comparison = compare(kept, kept)
    assert set(comparison.trends.values()) == {SAME}


def test_what_holds_no_figures_is_not_compared_with() -> None:
    assert from_json("") is None
    assert from_json('{"as_of": "gestern"}') is None


def test_yellow_and_red_without_a_text_are_told() -> None:
    judged = [
        Assessment(id=id_of(1), dimension=Dimension.COST, light=Light.RED, assessed_on=TODAY),
        Assessment(
            id=id_of(2), dimension=Dimension.RISK, light=Light.YELLOW, assessed_on=TODAY, text="Weil."
        ),
        Assessment(id=id_of(3), dimension=Dimension.OUTCOME, light=Light.GREEN, assessed_on=TODAY),
    ]
    view = View(Snapshot.of(judged), TODAY)
    assert unreasoned_sentence(view) == (
        "Begründung fehlt: Kosten (rot). Bitte ergänzen Sie sie in der Übersicht."
    )
    assert unreasoned_sentence(View(Snapshot.of(judged[1:]), TODAY)) == ""


def test_the_thresholds_are_told_as_they_are_set() -> None:
    usual = threshold_words(Thresholds(7, None)).replace("\u00a0", " ")
    assert usual.endswith("ohne Puffer, über 7 Tage nach dem Basisplan.")
    assert usual.count("Basisplan") == 1
    assert "über 1 Tag nach" in threshold_words(Thresholds(None, 1)).replace("\u00a0", " ")
    row = Cooperation(id=id_of(9), name="IKZ", yellow_slip_days=0, red_slip_days=30)
    told = status_report(View(Snapshot.of([row]), TODAY)).thresholds.replace("\u00a0", " ")
    assert ", über 30 Tage nach dem Basisplan; gelb" in told
    assert told.endswith("ohne Puffer, nach dem Basisplan.")
