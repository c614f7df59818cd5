"""The words of the calculation from a wanted day back to the last day to submit a paper."""

from collections.abc import Sequence

from ozgdesk import formats
from ozgdesk.domain.deadlines import Purpose, State, StepKind
from ozgdesk.domain.passage_times import Stage

TAKE_OVER = "Fristen als Meilensteine übernehmen"
SET_WANTED = "Wunschtermin festlegen"
SET_ASSUMPTION = "Annahme zur Dauer ändern"

PURPOSES: dict[Purpose, str] = {
    Purpose.ENTRY: "Wirksamkeit",
    Purpose.CHANGE: "Änderung der Vereinbarung",
    Purpose.EXTENSION: "Verlängerung",
    Purpose.RESOLUTION: "Beschlüsse",
}

TITLES: dict[StepKind, str] = {
    StepKind.SUBMISSION: "Vorlage einreichen",
    StepKind.INVITATION: "Zugang der Ladung",
    StepKind.MEETING: "Sitzung",
    StepKind.RESOLUTION: "Letzter Beschluss",
    StepKind.SIGNING: "Letzte Unterschrift",
    StepKind.SUPERVISION: "Genehmigung",
    StepKind.PUBLICATION: "Bekanntmachung",
    StepKind.EFFECT: "Wirksamkeit",
}

STATES: dict[State, str] = {
    State.DONE: "erledigt",
    State.SCHEDULED: "angesetzt",
    State.OPEN: "offen",
    State.TOO_LATE: "zu spät",
    State.UNKNOWN: "nicht zu berechnen",
}

STAGES: dict[Stage, str] = {
    Stage.SIGNING: "zur letzten Unterschrift",
    Stage.SUPERVISION: "zur Genehmigung",
    Stage.PUBLICATION: "zur Bekanntmachung",
}

ASSUMPTIONS: dict[Stage, str] = {
    Stage.SIGNING: "Unterzeichnung",
    Stage.SUPERVISION: "Genehmigung",
    Stage.PUBLICATION: "Bekanntmachung",
}
"""What is assumed to take its days, as the page names it."""

STEPS: dict[str, str] = {
    "closing": "Vorlagenschluss: {span} vor der Sitzung am {meeting}{shift}.",
    "closing_after_notice": "Die Ladung geht früher zu, als der Vorlagenschluss ({closing}) liegt; sie enthält die Vorlage.",
    "closing_not_entered": "Vorlagenschluss nicht eingetragen; gerechnet ist bis zum Zugang der Ladung.",
    "nothing_entered": "Vorlagenschluss nicht eingetragen; gerechnet ist bis zum Tag der Sitzung.",
    "notice": "Zwischen dem Zugang und der Sitzung am {meeting} liegen mindestens {span}{shift}.",
    "notice_by_law": "Ladungsfrist nicht eingetragen; gerechnet ist mit der gesetzlichen von {span_dative} vor dem {meeting}{shift}.",
    "meeting": "Letzte erfasste Sitzung bis zum {limit}.",
    "meeting_last_entered": "Keine Sitzung {body_of} nach {last} erfasst; möglich wäre eine bis zum {limit}.",
    "meeting_scheduled": "Angesetzt; möglich wäre es bis zum {limit}.",
    "meeting_scheduled_late": "Angesetzt am {planned}, das ist zu spät; letzte erfasste Sitzung bis zum {limit}.",
    "meeting_done": "Ergebnis: {result}.",
    "held_without_result": "Die Sitzung liegt zurück; ein Ergebnis ist nicht eingetragen.",
    "no_meeting": "Keine Sitzung {body_of} erfasst; nötig ist eine bis zum {limit}.",
    "no_meeting_by": "Keine Sitzung {body_of} bis zum {limit} erfasst, mit der zu rechnen ist{first}.",
    "planned_too_late": "Angesetzt am {planned}, das ist zu spät; bis zum {limit} ist keine Sitzung {body_of} erfasst.",
    "no_body": "{body} ist nicht erfasst.",
    "depends": "Hängt davon ab, wann {by} tagt.",
    "resolved_by": "Danach {span} bis {following} ({assumed}).",
    "all_resolved": "Alle Gremien haben beschlossen.",
    "signing_by": "Danach {span} bis {following} ({assumed}).",
    "signing_last": "Mit der letzten Unterschrift ist alles getan.",
    "signing_done": "Alle haben unterschrieben.",
    "supervision_by": "Danach {span} bis {following} ({assumed}).",
    "supervision_done": "Die Genehmigung liegt vor.",
    "publication_last": "Wirksam am Tag nach der Bekanntmachung.",
    "publication_done": "Die Vereinbarung ist bekannt gemacht.",
    "wanted": "Der Wunschtermin.",
    "matter_wanted": "Der Wunschtermin: Bis dahin sollen alle beschlossen haben.",
    "after_end": "Der Tag nach dem Ende der Laufzeit.",
}

SHIFT = "; der {day} ist kein Arbeitstag"
FIRST = "; die erste ist am {day}"

HINTS: dict[str, str] = {
    "procedure_not_stated": (
        "Die Rechtsform der Aufgaben ist nicht genannt: Eine Genehmigung und die Bekanntmachung danach sind nicht "
        "eingerechnet."
    ),
    "filing_holds_up_nothing": "Die Anzeige bei der Kommunalaufsicht hält die Wirksamkeit nicht auf und ist nicht eingerechnet.",
    "first_of_month": "Die Vereinbarung tritt am Monatsersten in Kraft: Die letzte Handlung muss im Monat davor liegen.",
    "agreed_later": "Die Vereinbarung nennt selbst einen späteren Beginn; zum Wunschtermin wird sie nicht wirksam.",
}

RESTS_ON_ASSUMPTIONS = "Die Tage beruhen auf Annahmen zu den Dauern; sie sind mit „Annahme“ gekennzeichnet."
ASSUMED_DAYS = "Annahme: {days}"
ASSUMED = "Annahme"

WANTED_DERIVED = (
    "Ein Wunschtermin ist nicht eingetragen; gerechnet ist zum {day}, dem Beginn nach der Vereinbarung."
)

LANE_OPEN = "Vorlage bis {day} {at} einreichen"
LANE_LATE = "Die Vorlage hätte am {day} {at} sein müssen"
LANE_SCHEDULED = "Alle Sitzungen sind angesetzt; einzureichen ist nichts mehr"
LANE_DONE = "Beschlossen"
LANE_EMPTY = "Es ist kein Weg durch die Gremien erfasst."

NO_WANTED_DAY = (
    "Tragen Sie den Wunschtermin ein, dann steht hier, bis wann jede Kommune ihre Vorlage einreichen muss."
)
NO_DAY_TO_RESOLVE = (
    "Tragen Sie ein, bis wann alle beschlossen haben sollen, dann steht hier, bis wann jede Kommune ihre "
    "Vorlage einreichen muss."
)
NO_MATTER = (
    "Diese Vorlage gehört zu keiner Angelegenheit; nur für eine solche wird ein Wunschtermin festgelegt."
)
NOTHING_TO_DO = "Die Vereinbarung ist wirksam; eine Verlängerung steht nicht an."
CRITICAL = "kritisch"


def headline(codes: str, is_late: bool) -> str:
    """Who presses most.

    >>> headline("USI, NA", False)
    'Am wenigsten Zeit haben: USI, NA.'
    """
    return f"Zu spät für den Wunschtermin: {codes}." if is_late else f"Am wenigsten Zeit haben: {codes}."


WANTED_LABEL = "Wirksam werden soll sie am"
RESOLVED_LABEL = "Überall beschlossen bis"


LEGEND = "▼ Vorlage einreichen · │ Zugang der Ladung · ● Sitzung · ◆ danach · schraffiert: sitzungsfreie Zeit"
AS_OF_LABEL = "Stichtag"
WANTED_LINE = "Wunschtermin"


def assumptions_text(assumed: Sequence[tuple[str, int]]) -> str:
    """What is taken where nothing is entered.

    >>> assumptions_text([("Genehmigung", 42)]).replace("\u00a0", " ")
    'Wo nichts eingetragen ist, gilt als Annahme: Genehmigung 42 Tage.'
    """
    parts = ", ".join(f"{title} {formats.count(days, 'Tag', 'Tage')}" for title, days in assumed)
    return f"Wo nichts eingetragen ist, gilt als Annahme: {parts}." if parts else ""


def taken_over(created: Sequence[str], moved: Sequence[str], left: Sequence[str]) -> str:
    """What became of the milestones, named by their numbers.

    >>> taken_over(["A-040"], [], [])
    'Neu im Plan: A-040.'
    """
    found = (
        ("Neu im Plan", created),
        ("Auf den neuen Tag gerückt", moved),
        ("Folgt nicht mehr aus der Rückrechnung und bleibt stehen", left),
    )
    sentences = [f"{title}: {', '.join(numbers)}." for title, numbers in found if numbers]
    return " ".join(sentences) or "Alle Fristen stehen schon richtig im Plan."


def milestone_name(kind: StepKind, body: str, whose: str) -> str:
    """The name of the milestone that keeps a last day.

    >>> milestone_name(StepKind.MEETING, "Magistrat", "USI")
    'Sitzung: Magistrat (USI)'
    """
    title = f"{TITLES[kind]}: {body}" if body else TITLES[kind]
    return f"{title} ({whose})"


def milestone_origin(
    purpose: Purpose, kind: StepKind | None = None, body: str = "", code: str = "", *, about: str = ""
) -> str:
    """Where a milestone comes from, by which it is known again; without a kind how all of them begin.

    `about` names a matter that is no agreement.

    >>> milestone_origin(Purpose.ENTRY, StepKind.MEETING, "Magistrat", "USI")
    'Rückrechnung Wirksamkeit: USI, Magistrat, Sitzung'
    """
    parts = (code, body, TITLES[kind] if kind else "")
    whose = f" „{about}“" if about else ""
    return f"Rückrechnung {PURPOSES[purpose]}{whose}: " + ", ".join(part for part in parts if part)
