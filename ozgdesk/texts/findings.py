"""The sentence to every finding about the plan, the ownership and the agreement."""

from datetime import date
from enum import StrEnum

from ozgdesk import formats
from ozgdesk.domain.findings import Finding
from ozgdesk.texts.labels import label

FINDINGS: dict[str, str] = {
    "no_lead": "Aufgabe {number} „{name}“ hat keine federführende Kommune.",
    "lead_without_person": "Aufgabe {number} „{name}“: Die Federführung ({code}) hat keine Ansprechperson.",
    "contribution_without_date": "Aufgabe {number} „{name}“: Die Zuarbeit von {code} hat keinen Termin.",
    "overdue": "Aufgabe {number} „{name}“ sollte am {day} fertig sein.",
    "deadline_missed": "Aufgabe {number} „{name}“ endet am {day}, die Frist ist der {deadline}.",
    "float_used_up": "Aufgabe {number} „{name}“ hat keinen Puffer mehr.",
    "behind_baseline": "Aufgabe {number} „{name}“ endet am {day}; im Basisplan war der {planned} vorgesehen.",
    "contribution_overdue": "Aufgabe {number} „{name}“: Die Zuarbeit von {code} war am {day} fällig.",
    "no_predecessor": "Aufgabe {number} „{name}“ hat weder Vorgänger noch Vorgabe; ihr Anfang folgt nur aus dem Stichtag.",
    "open_end": "Auf Aufgabe {number} „{name}“ wartet nichts, und sie hat keine Frist.",
    "lead_absent": "Aufgabe {number} „{name}“ endet am {day}; {person} ist dann abwesend und wird nicht vertreten.",
    "link_to_phase_end": (
        "Aufgabe {number} „{name}“: Eine Verknüpfung zum Ende einer Phase wird nicht gerechnet; "
        "verknüpfen Sie bitte ihre Teilaufgaben."
    ),
    "link_cycle": "Diese Aufgaben hängen im Kreis voneinander ab: {tasks}.",
    "impossible_constraint": "Aufgabe {number} „{name}“: Die Vorgabe „{constraint}“ ist nicht einzuhalten.",
    "no_legal_form": "Vertragsaufgabe {number} „{name}“ hat keine Rechtsform (§ 24 Abs. 1 KGG).",
    "dangling_reference": "Ein Verweis zeigt auf einen Textteil, den es in dieser Fassung nicht gibt.",
    "empty_clause": "„{heading}“ hat noch keinen Text.",
    "gap_left": "Im Text ist noch etwas offen: {gap}",
    "doubled_number": "Die Nummer {number} ist in dieser Kommune mehrfach vergeben.",
    "no_final_station": "Vorlage „{title}“: Keine Station der Beratungsfolge ist als entscheidend gekennzeichnet.",
    "decided_before_prepared": (
        "{body}: Die Entscheidung am {day} liegt vor der Beratung am {other_day} ({other}). "
        "Bitte prüfen Sie die Tage und die Reihenfolge."
    ),
    "station_out_of_order": (
        "{body}: Die Beratung am {day} steht hinter der am {other_day} ({other}), liegt aber früher. "
        "Bitte prüfen Sie die Tage und die Reihenfolge."
    ),
    "day_of_another_meeting": "{body}: Als Tag der Beratung steht der {day}, ihre Sitzung ist aber am {other_day}.",
    "result_missing": "{body}: Die Sitzung am {day} liegt zurück, ein Ergebnis ist nicht eingetragen.",
    "result_without_day": "{body}: Zu dem Ergebnis fehlt der Sitzungstag.",
    "result_in_future": "{body}: Die Sitzung am {day} liegt in der Zukunft, hat aber schon ein Ergebnis.",
    "meeting_holiday": "{body}: Die Sitzung am {day} fällt auf einen Feiertag ({name}); Fristen werden nicht mit ihr gerechnet.",
    "meeting_recess": "{body}: Die Sitzung am {day} liegt in der sitzungsfreien Zeit „{name}“; Fristen werden nicht mit ihr gerechnet.",
    "station_holiday": "{body}: Die Beratung am {day} fällt auf einen Feiertag ({name}).",
    "station_recess": "{body}: Die Beratung am {day} liegt in der sitzungsfreien Zeit „{name}“.",
    "doubled_meeting": "{body}: Die Sitzung am {day} ist mehrfach eingetragen.",
    "result_without_meeting": "{body}: Zu dem Ergebnis vom {day} ist keine Sitzung eingetragen.",
    "result_of_cancelled_meeting": "{body}: Die Sitzung am {day} ist abgesagt, hat aber ein Ergebnis.",
    "result_contradicts_votes": "{body}: Das Ergebnis „{result}“ passt nicht zu den Stimmen.",
    "load_without_population": (
        "Der Anteil nach Einwohnerzahl ist nicht zu rechnen: {name} hat keine Einwohnerzahl."
    ),
    "load_without_percent": "Der feste Anteil von {name} an der Arbeit ist nicht eingetragen.",
    "load_percent_sum": "Die festen Anteile an der Arbeit ergeben {percent}\u00a0% statt 100\u00a0%.",
    "more_votes_than_seats": "{body}: {votes} Stimmen bei {seats} Sitzen. Bitte prüfen Sie die Zahlen.",
    "no_attendance": "Es ist niemand als anwesend eingetragen.",
    "no_topics": "Die Tagesordnung hat keinen Punkt.",
    "no_begin": "Der Beginn der Sitzung ist nicht eingetragen.",
    "no_chair": "Wer die Sitzung leitet, ist nicht eingetragen.",
    "no_minuter": "Wer das Protokoll führt, ist nicht eingetragen.",
    "no_decision_rule": "Wie „{body}“ beschließt (Einvernehmen, Einstimmigkeit oder Mehrheit), ist nicht genannt.",
    "resolution_open": "Zum Beschluss „{text}“ fehlt das Ergebnis.",
}


SHORT: dict[str, str] = {
    "overdue": "war bis {day} fällig",
    "deadline_missed": "endet am {day}, Frist {deadline}",
    "impossible_constraint": "Vorgabe „{constraint}“ nicht einzuhalten",
    "link_to_phase_end": "Verknüpfung zum Ende einer Phase",
    "link_cycle": "im Kreis: {tasks}",
    "no_lead": "ohne Federführung",
    "lead_without_person": "Federführung {code} ohne Ansprechperson",
    "contribution_without_date": "Zuarbeit {code} ohne Termin",
    "contribution_overdue": "Zuarbeit {code} seit {day} offen",
    "no_legal_form": "ohne Rechtsform",
    "lead_absent": "endet am {day}; {person} abwesend, ohne Vertretung",
    "no_predecessor": "ohne Vorgänger und Vorgabe",
    "open_end": "ohne Nachfolger und Frist",
}
"""The same in few words, for lists that name the task beside it."""


def finding_message(finding: Finding) -> str:
    """The German sentence to a finding: days as 04.12.2026, quotation marks inside a name as ‚…‘."""
    return FINDINGS[finding.code].format(**_values(finding))


def finding_in_short(finding: Finding) -> str:
    """The finding in a few German words, without its task; only for the codes in SHORT."""
    return SHORT[finding.code].format(**_values(finding))


def _values(finding: Finding) -> dict[str, object]:
    return {name: _worded(value) for name, value in finding.values.items()}


def _worded(value: object) -> object:
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, float):
        return formats.number(value, None)
    return value.replace("„", "‚").replace("“", "‘") if isinstance(value, str) else value
