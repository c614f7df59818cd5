"""German words for feedback forms: what a proposal is about, and why something is taken or not."""

from ozgdesk import formats
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.feedback import ANSWERS, Part, Proposal

PARTS: dict[Part, str] = {
    Part.STATE: "Zustand",
    Part.DAY: "Termin",
    Part.REMARK: "Bemerkung",
    Part.TASK: "Neue Aufgabe",
    Part.ABSENCE: "Abwesenheit",
    Part.PERSON: "Ansprechperson",
    Part.EMAIL: "E-Mail",
    Part.PHONE: "Telefon",
    Part.ROW: "Zeile",
}

_FATES: dict[Fate, str] = {
    Fate.NEW: "Vorschlag",
    Fate.CHANGED: "geändert",
    Fate.SKIPPED: "unverändert",
    Fate.NOT_CARRIED: "nicht übernommen",
    Fate.CONFLICT: "Konflikt",
}

REASONS: dict[str, str] = {
    "became_phase": "Die Aufgabe hat inzwischen Teilaufgaben; ihr Zustand folgt aus diesen.",
    "changed": "Nur im Bogen geändert.",
    "disputed": "Hier und im Bogen geändert; bitte entscheiden Sie.",
    "doubled": "{number} steht auch in Zeile {other}, mit denselben Angaben; sie zählen einmal.",
    "doubled_otherwise": "{number} steht auch in Zeile {other}, mit anderen Angaben; bitte fragen Sie nach, welche gilt.",
    "fixed_day": "Die Frist ist gesetzlich oder politisch gesetzt; ein Rückmeldebogen verschiebt sie nicht.",
    "foreign": "Dieser Teil gehört einer anderen Kommune; deren Aufgaben ändert ein Rückmeldebogen nicht.",
    "foreign_number": "„{number}“ gehört nicht zu diesem Bogen; fremde Aufgaben werden nicht geändert.",
    "formula": "In der Spalte „{column}“ steht eine Formel; bitte lassen Sie den Wert selbst eintragen.",
    "future": "Etwas Erledigtes kann nicht in der Zukunft liegen; bitte prüfen Sie den Termin.",
    "gone": "Die Zuständigkeit gibt es hier nicht mehr.",
    "half_absence": "Zu einer Abwesenheit gehören die Person, der erste und der letzte Tag; bitte ergänzen Sie sie.",
    "half_contact": "Zu Kontaktdaten gehört eine Person und zu einer neuen Person eine E-Mail oder ein Telefon.",
    "kept": "Hier geändert, im Bogen nicht; der Stand hier bleibt.",
    "keys_changed": "Das verborgene Blatt des Bogens wurde verändert; jede Abweichung gilt deshalb als Konflikt.",
    "long_text": "Der Text in der Spalte „{column}“ ist länger als {most} Zeichen; bitte lassen Sie ihn kürzen.",
    "macros": "Die Datei enthält Makros; sie werden weder gelesen noch ausgeführt.",
    "missing_column": "Die Spalte „{column}“ fehlt oder heißt anders; was in ihr stand, bleibt, wie es ist.",
    "named_twice": "Das steht im Bogen schon einmal; die erste Zeile zählt.",
    "new_absence": "Die Abwesenheit ist noch nicht eingetragen.",
    "new_person": "Diese Person ist noch nicht eingetragen.",
    "new_task": "Die Kommune würde die Aufgabe führen.",
    "no_name": "Die neue Aufgabe hat keinen Namen; bitte ergänzen Sie ihn.",
    "no_number": "Die Nummer der Aufgabe fehlt; ohne sie ist nicht klar, was gemeint ist.",
    "no_state": "Der Zustand ist leer; er bleibt, wie er ist.",
    "odd_day": "„{typed}“ in der Spalte „{column}“ ist kein Datum mit Jahr, zum Beispiel 04.12.2026.",
    "odd_email": "Das ist keine E-Mail-Adresse; bitte prüfen Sie sie.",
    "odd_phone": "Das ist keine Telefonnummer; bitte prüfen Sie sie.",
    "odd_state": "„{typed}“ ist hier kein Zustand; möglich sind: {known}.",
    "other_deputy": "Für diese Tage ist schon eine Abwesenheit mit einer anderen Vertretung eingetragen.",
    "other_epoch": "Die Datei zählt Tage jetzt anders (1904 statt 1900), deshalb ist „{typed}“ nicht sicher; bitte fragen Sie nach.",
    "other_role": "Die Rolle der Kommune hat sich hier geändert; die Angaben passen nicht mehr.",
    "own_deputy": "Niemand kann sich selbst vertreten.",
    "period": "Der letzte Tag liegt vor dem ersten.",
    "person_gone": "Diese Person gehört hier nicht mehr zur Kommune.",
    "reason_needed": "„ruht“ und „entfällt“ brauchen eine Bemerkung mit dem Grund.",
    "removed_here": "Hier schon einmal übernommen und wieder gelöscht.",
    "rows_missing": "Im Bogen fehlen Zeilen ({numbers}); was in ihnen stand, bleibt, wie es ist.",
    "same": "Hier schon so eingetragen.",
    "same_name": "Die Kommune führt schon eine Aufgabe mit diesem Namen.",
    "there": "Schon eingetragen.",
    "two_persons": "Mehrere Personen heißen „{name}“; bitte tragen Sie es selbst ein.",
    "unchanged": "Unverändert.",
    "unknown_person": "„{name}“ ist hier nicht bekannt; bitte legen Sie die Person zuerst an.",
    "unsure": "Der Bogen wurde verändert; bitte vergleichen Sie.",
}
"""Why a proposal has its fate."""


def fate_text(proposal: Proposal) -> str:
    """What becomes of a proposal, in a word or two."""
    if proposal.fate is Fate.CHANGED and proposal.part not in ANSWERS:
        return _FATES[Fate.NEW]
    return _FATES[proposal.fate]


def reason(proposal: Proposal) -> str:
    """Why, as a sentence; what cannot be taken is named with its row."""
    values = {name: formats.number(v) if isinstance(v, int) else v for name, v in proposal.values.items()}
    sentence = REASONS[proposal.code].format(**values)
    if proposal.fate is not Fate.NOT_CARRIED or proposal.row is None:
        return sentence
    sheet = f"Blatt „{proposal.values['sheet']}“, " if "sheet" in proposal.values else ""
    return f"{sheet}Zeile {proposal.row}: {sentence}"


def summary(changed: int, disputed: int, proposed: int, refused: int) -> str:
    """How many there are of each, as a list of words."""
    return ", ".join(
        (
            formats.count(changed, "Änderung", "Änderungen"),
            formats.count(disputed, "Konflikt", "Konflikte"),
            formats.count(proposed, "Vorschlag", "Vorschläge"),
            f"{formats.number(refused)} nicht übernommen",
        )
    )
