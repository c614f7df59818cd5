"""What the minutes of a meeting say in sentences and short forms that are kept as they are."""

from collections.abc import Sequence
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.minutes import MinuteItem
from ozgdesk.domain.vocabulary import DecisionRule, Outcome, TaskState
from ozgdesk.texts.labels import label

NOBODY = "niemand"


def task_text(number: str, codes: Sequence[str], name: str, due_on: date | None) -> str:
    """A task given in a meeting: 'A-051 NA, GLA: Angebot einholen bis 04.12.2026'."""
    until = f" bis {formats.day(due_on)}" if due_on else ""
    who = ", ".join(codes) or NOBODY
    return f"{number} {who}: {name}{until}"


def change_text(number: str, name: str, changes: Sequence[str]) -> str:
    """What a meeting changed in one task: 'A-017 Vergabewesen: geplant → in Arbeit'."""
    return f"{number} {name}: {'; '.join(changes)}"


def state_text(state: TaskState, waiting_for: str) -> str:
    """A state, with what it waits for: 'wartet auf Dritte (ekom21)'."""
    return f"{label(state)} ({waiting_for})" if waiting_for else label(state)


def lead_change(before: str, after: str) -> str:
    """Who led and who leads, as codes; empty for nobody."""
    return f"Federführung {before or NOBODY} → {after or NOBODY}"


def deadline_change(before: date | None, after: date | None) -> str:
    """The deadline before and after."""
    words = [formats.day(day) if day else "keine" for day in (before, after)]
    return f"Frist {words[0]} → {words[1]}"


def contribution_done(code: str) -> str:
    """A municipality delivered what it had promised."""
    return f"Zuarbeit {code} erledigt"


def result_text(rule: DecisionRule, item: MinuteItem) -> str:
    """What became of a resolution, in the words of the rule, with its votes or objections."""
    votes = votes_text(item)
    if item.outcome is Outcome.OPEN:
        return f"Ergebnis offen ({votes})" if votes else "Ergebnis offen"
    if item.outcome is Outcome.POSTPONED:
        return label(Outcome.POSTPONED)
    if rule is DecisionRule.CONSENSUS:
        against = f"; Widerspruch von: {item.objections}" if item.objections else ""
        return (
            "im Einvernehmen beschlossen"
            if item.outcome is Outcome.CARRIED
            else f"kein Einvernehmen{against}"
        )
    return f"{_result(rule, item)} ({votes})" if votes else _result(rule, item)


def _result(rule: DecisionRule, item: MinuteItem) -> str:
    if item.outcome is Outcome.NOT_CARRIED:
        return "nicht angenommen"
    if rule is DecisionRule.UNANIMITY or (item.votes_yes and item.votes_no == 0):
        return "einstimmig beschlossen"
    return "mit Mehrheit beschlossen" if rule is DecisionRule.MAJORITY else label(Outcome.CARRIED)


def votes_text(item: MinuteItem) -> str:
    """The votes of a resolution: '3 Ja, 1 Nein, 0 Enthaltungen'; empty where none are kept."""
    counts = ((item.votes_yes, "Ja", "Ja"), (item.votes_no, "Nein", "Nein"))
    words = [formats.count(number, one, many) for number, one, many in counts if number is not None]
    if item.abstentions is not None:
        words.append(formats.count(item.abstentions, "Enthaltung", "Enthaltungen"))
    return ", ".join(words)
