"""The words of series of meetings."""

from ozgdesk.domain.meeting_series import SeriesDay, SeriesRule
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm
from ozgdesk.texts.labels import label

ENTER_SERIES = "Sitzungsreihe eintragen"
ENTER_YEAR = "Sitzungen des nächsten Jahres eintragen"

REMARKS = {
    "": "",
    "there": "schon eingetragen",
    "holiday": "Feiertag: {name}",
    "recess": "sitzungsfreie Zeit: {name}",
}

_PLACES = {
    MonthPlace.FIRST: "1.",
    MonthPlace.SECOND: "2.",
    MonthPlace.THIRD: "3.",
    MonthPlace.FOURTH: "4.",
    MonthPlace.FIFTH: "5.",
    MonthPlace.LAST: "letzten",
}


def rule_words(rule: SeriesRule) -> str:
    """A rule as people say it: 'jeden 2. Donnerstag im Monat', 'alle 3 Wochen am Montag'."""
    day = label(rule.weekday)
    if rule.rhythm is SeriesRhythm.WEEKLY:
        return f"jeden {day}" if rule.every == 1 else f"alle {rule.every} Wochen am {day}"
    place = _PLACES[rule.month_place]
    if rule.every == 1:
        return f"jeden {place} {day} im Monat"
    return f"alle {rule.every} Monate am {place} {day}"


def day_remark(day: SeriesDay) -> str:
    """What stands against a day, empty where nothing does."""
    return REMARKS[day.code].format(name=day.name)
