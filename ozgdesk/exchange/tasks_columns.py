"""Which title of a column means what: those of MS Project, of our own tables, and those people use."""

import re
from collections.abc import Sequence

from ozgdesk.domain.task_list import ListField

Columns = tuple[ListField | None, ...]
"""What each column of a table holds; None: it is not read."""

_PEOPLE = (
    "ressourcennamen", "resource names", "ressourcen", "zuständig", "zuständigkeit", "wer", "verantwortlich",
    "verantwortliche", "verantwortung", "bearbeitung", "bearbeiter", "zugewiesen an", "assigned to",
    "responsible", "owner",
)  # fmt: skip

TITLES: dict[ListField, tuple[str, ...]] = {
    ListField.NUMBER: (
        "nr", "lfd nr", "laufende nr", "laufende nummer", "nummer", "id", "no", "#", "pos", "kennung",
    ),
    ListField.NAME: (
        "vorgangsname", "aufgabe", "name der aufgabe", "aufgaben", "aufgabenname", "task name", "was",
        "was ist zu tun", "maßnahme", "arbeitspaket", "offener punkt", "vorgang", "tätigkeit", "schritt",
        "bezeichnung", "titel", "betreff", "name", "task", "title", "to do", "todo", "punkt", "thema",
    ),
    ListField.LEVEL: ("gliederungsebene", "ebene", "outline level", "level"),
    ListField.WBS: ("psp code", "psp", "gliederungsnummer", "gliederung", "wbs", "outline number"),
    ListField.KIND: ("art", "meilenstein", "milestone"),
    ListField.MODE: ("vorgangsmodus", "task mode"),
    ListField.DURATION: ("dauer", "dauer in tagen", "dauer in arbeitstagen", "arbeitstage", "duration"),
    ListField.START: (
        "anfang", "beginn", "start", "geplanter anfang", "geplanter beginn", "anfangstermin", "startdatum",
        "startet am", "von", "ab", "start date",
    ),
    ListField.FINISH: (
        "fertig stellen", "fertigstellen", "ende", "geplantes ende", "endtermin", "enddatum", "bis",
        "finish", "end", "end date",
    ),
    ListField.DEADLINE: (
        "frist", "stichtag", "deadline", "bis wann", "fällig", "fällig am", "fälligkeit", "zieltermin",
        "zu erledigen bis", "erledigen bis", "termin", "wann", "due date", "due",
    ),
    ListField.LINKS: ("vorgänger", "predecessors", "abhängig von"),
    ListField.LEAD: (
        "federführung", "federführende kommune", "kommune", "gemeinde", "stadt", *_PEOPLE,
    ),
    ListField.CONTRIBUTORS: ("zuarbeit", "mitwirkung", "mitwirkende", "beteiligte", "unterstützung"),
    ListField.OFFICE: _PEOPLE,
    ListField.PROGRESS: (
        "fortschritt", "% abgeschlossen", "prozent abgeschlossen", "% complete", "fertig in %",
        "erledigt in %", "fertigstellungsgrad", "%",
    ),
    ListField.STATE: ("zustand", "status", "bearbeitungsstand", "stand", "erledigt", "state"),
    ListField.ACTUAL_START: ("tatsächlicher anfang", "begonnen am", "actual start"),
    ListField.ACTUAL_FINISH: ("tatsächliches ende", "erledigt am", "actual finish"),
    ListField.NOTES: (
        "notizen", "notiz", "beschreibung", "bemerkung", "bemerkungen", "anmerkung", "anmerkungen",
        "erläuterung", "hinweis", "hinweise", "kommentar", "notes", "description",
    ),
}  # fmt: skip
"""Titles without case, stops, hyphens and what stands in brackets; the better one first."""


def proposed(titles: Sequence[str]) -> Columns:
    """What columns with these titles hold; each field once.

    >>> [str(field) for field in proposed(["Nr.", "Vorgangsname", "Fertig stellen", "Priorität"])]
    ['number', 'name', 'deadline', 'None']
    """
    plain = [_plain(title) for title in titles]
    found: list[ListField | None] = [None] * len(plain)
    for field, words in TITLES.items():
        free = (place for word in words for place, title in enumerate(plain) if title == word)
        place = next((place for place in free if found[place] is None), None)
        if place is not None:
            found[place] = field
    if not {ListField.START, ListField.DURATION, ListField.DEADLINE} & set(found):
        found = [ListField.DEADLINE if field is ListField.FINISH else field for field in found]
    return tuple(found)


def chosen(columns: Columns, place: int, field: ListField | None) -> Columns:
    """The columns with another field in one place; the field leaves the place where it was."""
    others = [None if field is not None and found is field else found for found in columns]
    others[place] = field
    return tuple(others)


def remembered(titles: Sequence[str], kept: Sequence[str]) -> Columns:
    """What was chosen for these titles before, else what they propose."""
    if len(kept) != len(titles):
        return proposed(titles)
    known = {field.value: field for field in ListField}
    return tuple(known.get(value) for value in kept)


def _plain(title: str) -> str:
    """A title without what differs from list to list.

    >>> _plain("Lfd. Nr.:"), _plain("Dauer (Arbeitstage)"), _plain("PSP-Code")
    ('lfd nr', 'dauer', 'psp code')
    """
    return " ".join(re.sub(r"\([^)]*\)|[-.:*_?]", " ", title.casefold()).split())
