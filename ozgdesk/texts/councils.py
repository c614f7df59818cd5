"""Words about papers and resolutions that several rooms use."""

from collections.abc import Sequence
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.resolution_tasks import Errand, FollowUpState
from ozgdesk.domain.vocabulary import SuspensionKind, TaskState
from ozgdesk.texts.labels import label

ERRANDS: dict[Errand, str] = {
    Errand.SIGN: "{title}: unterzeichnen ({code})",
    Errand.FILE: "{title}: der Kommunalaufsicht anzeigen",
    Errand.APPROVE: "{title}: genehmigen lassen",
    Errand.PUBLISH: "{title}: öffentlich bekannt machen ({code})",
    Errand.CONDITION: "Maßgabe erfüllen ({code}): {condition}",
    Errand.CARRY_OUT: "Beschluss umsetzen ({code}): {title}",
}
"""How a task is named that a resolution yields."""

FOLLOW_UP_STATES: dict[FollowUpState, str] = {
    FollowUpState.OPEN: "offen",
    FollowUpState.IN_PROGRESS: "in Arbeit",
    FollowUpState.LATE: "überfällig",
    FollowUpState.SUSPENDED: "ausgesetzt",
    FollowUpState.DONE: "erledigt",
}

CASTING_VOTE = (
    "Im Magistrat und im Gemeindevorstand entscheidet die Stimme des Vorsitzes (§\u00a068 Abs. 2 HGO, bitte prüfen); "
    "bitte wählen Sie dann das Ergebnis."
)

SUPPLEMENT_TITLE = "Ergänzung: {title}"
SUPPLEMENT_TEXT = (
    "Der „{name}“ wird zugestimmt. Sie tritt an die Stelle der Fassung, der bereits zugestimmt wurde."
)
"""What a supplement proposes to resolve; the name begins with „Fassung“."""

CHANGES_INTRODUCED = "Gegenüber „{name}“, worüber bereits beschlossen ist, ändert sich:"

TEXT_TO_EDIT = "„{name}“ ist angelegt; bitte tragen Sie die Änderung ein."
PLACES_NAMED = "Der Beschluss nennt {places}."
DECIDE_AGAIN = "Erneut entscheiden: {towns}."


def tasks_done(states: Sequence[TaskState]) -> str:
    """How many tasks of a resolution are done, dropped ones not counted: '1 von 3 erledigt'; empty for none."""
    counting = [state for state in states if state is not TaskState.DROPPED]
    done = sum(state is TaskState.DONE for state in counting)
    return f"{done} von {len(counting)} erledigt" if counting else ""


def new_version_name(body: str, day: date) -> str:
    """How the text is called that a body passed with changes."""
    return f"Fassung laut Beschluss {body} vom {formats.day(day)}"


def lifted_suspension(kind: SuspensionKind, since: date, reason: str, today: date) -> str:
    """What the note of a resolution keeps of a suspension that is over."""
    word = "Aussetzung" if kind is SuspensionKind.NOT_STATED else label(kind)
    return f"{word} vom {formats.day(since)} ({reason}), aufgehoben am {formats.day(today)}."
