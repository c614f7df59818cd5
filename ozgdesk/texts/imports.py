"""German words for taking over plans: why a file cannot be read, and what becomes of its rows."""

from datetime import date
from enum import StrEnum

from ozgdesk import formats
from ozgdesk.domain.change_set import Fate, ImportRow
from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.task_list import ListField
from ozgdesk.texts import meeting_import, paper_import
from ozgdesk.texts.entities import NOUNS
from ozgdesk.texts.fields import field_name
from ozgdesk.texts.labels import label

UNREADABLE: dict[str, str] = {
    **paper_import.UNREADABLE,
    **meeting_import.UNREADABLE,
    "binary_plan": "„{file}“ ist eine MPP-Datei; bitte speichern Sie den Plan in MS Project mit „Speichern unter“ im Format XML.",
    "cut_short": "„{file}“ ist unvollständig und endet in Zeile {line}; {again}.",
    "doctype": "„{file}“ enthält eine Dokumenttyp-Angabe, die gefährlich sein kann, und wird nicht gelesen; {again}.",
    "double_id": "In „{file}“ haben zwei Vorgänge dieselbe Kennung oder einer hat keine ({uid}); {again}.",
    "empty": "„{file}“ ist leer; {again}.",
    "encoding": "„{file}“ enthält Zeichen, die nicht zur angegebenen Kodierung passen; {again}.",
    "form_broken": "„{file}“ ist beschädigt oder unvollständig; bitte lassen Sie sich den Rückmeldebogen noch einmal schicken.",
    "form_doctype": "„{file}“ enthält eine Dokumenttyp-Angabe, die gefährlich sein kann, und wird nicht gelesen; bitte lassen Sie den Rückmeldebogen in Excel noch einmal speichern.",
    "form_empty": "„{file}“ ist leer; bitte prüfen Sie, ob es die richtige Datei ist.",
    "form_no_keys": "„{file}“ ist kein Rückmeldebogen von OZG-Desk, oder sein verborgenes Blatt fehlt; bitte lassen Sie die Angaben in den ausgegebenen Bogen eintragen.",
    "form_no_tasks": "In „{file}“ fehlt die Spalte „{column}“ mit den Nummern der Aufgaben; bitte lassen Sie die Angaben in den ausgegebenen Bogen eintragen.",
    "form_old_office": "„{file}“ ist im alten Format von Excel (XLS) oder mit einem Kennwort geschützt; bitte lassen Sie den Rückmeldebogen ohne Kennwort als XLSX speichern.",
    "form_other_office": "„{file}“ ist keine Arbeitsmappe im Format XLSX; bitte lassen Sie den Rückmeldebogen als XLSX speichern.",
    "form_too_large": "„{file}“ ist größer als {most} MB und wird nicht gelesen; ein Rückmeldebogen ist viel kleiner.",
    "form_too_many": "„{file}“ enthält mehr als {most} Zeilen und wird nicht gelesen; ein Rückmeldebogen ist viel kürzer.",
    "form_too_new": "„{file}“ wurde mit einer anderen Version von OZG-Desk ausgegeben; bitte geben Sie den Rückmeldebogen neu aus.",
    "form_unpacks": "„{file}“ wird beim Entpacken zu groß oder hat zu viele Teile und wird nicht gelesen; ein Rückmeldebogen ist viel kleiner.",
    "gantt_project": "„{file}“ ist ein Plan von GanttProject; bitte lesen Sie ihn mit der Endung .gan ein.",
    "list_binary": "„{file}“ ist keine Tabelle; bitte speichern Sie die Liste als XLSX oder CSV.",
    "list_broken": "„{file}“ ist beschädigt oder unvollständig; bitte speichern Sie die Arbeitsmappe in Excel noch einmal als XLSX.",
    "list_doctype": "„{file}“ enthält eine Dokumenttyp-Angabe, die gefährlich sein kann, und wird nicht gelesen; bitte speichern Sie die Liste in Excel noch einmal als XLSX.",
    "list_double_number": "In „{file}“ steht die Nummer {number} in den Zeilen {first} und {second}; bitte geben Sie jeder Aufgabe eine eigene, oder lassen Sie die Spalte mit den Nummern weg.",
    "list_empty": "„{file}“ enthält keine Zeilen; bitte prüfen Sie, ob es die richtige Datei ist.",
    "list_encoding": "„{file}“ enthält Zeichen, die nicht zu lesen sind; bitte speichern Sie die Liste als XLSX oder als „CSV UTF-8“.",
    "list_no_name": "In „{file}“ ist nicht zu erkennen, welche Spalte die Namen der Aufgaben enthält; bitte ordnen Sie ihr das Feld „Aufgabe“ zu (gefunden: {columns}).",
    "list_old_office": "„{file}“ ist im alten Format von Excel (XLS) oder mit einem Kennwort geschützt; bitte speichern Sie die Liste ohne Kennwort als XLSX.",
    "list_other_office": "„{file}“ ist keine Arbeitsmappe im Format XLSX; bitte speichern Sie die Liste als XLSX oder CSV.",
    "list_quotes": "In „{file}“ passen die Anführungszeichen nicht zusammen; bitte speichern Sie die Liste noch einmal als CSV oder XLSX.",
    "list_too_large": "„{file}“ ist größer als {most} MB und wird nicht gelesen; bitte teilen Sie die Liste.",
    "list_too_many": "„{file}“ enthält mehr als {most} Zeilen und wird nicht gelesen; bitte teilen Sie die Liste.",
    "list_unpacks": "„{file}“ wird beim Entpacken zu groß oder hat zu viele Teile und wird nicht gelesen; bitte speichern Sie nur das Blatt mit den Aufgaben.",
    "ms_project": "„{file}“ ist ein Plan von MS Project; bitte lesen Sie ihn mit der Endung .xml ein.",
    "no_access": "„{file}“ kann nicht gelesen werden; bitte prüfen Sie Name, Ort und Rechte der Datei.",
    "not_xml": "„{file}“ ist keine lesbare XML-Datei (Zeile {line}); {again}.",
    "other_root": "„{file}“ ist kein Plan von {program}, sondern beginnt mit „{root}“; {again}.",
    "primavera": "„{file}“ ist kein Plan von {program}, sondern von Primavera; bitte speichern Sie ihn dort im Format von MS Project (XML).",
    "text_broken": "„{file}“ ist beschädigt oder unvollständig; bitte speichern Sie das Dokument in Word noch einmal als DOCX.",
    "text_doctype": "„{file}“ enthält eine Dokumenttyp-Angabe, die gefährlich sein kann, und wird nicht gelesen; bitte speichern Sie das Dokument in Word noch einmal als DOCX.",
    "text_empty": "„{file}“ enthält keinen Text; bitte prüfen Sie, ob es die richtige Datei ist.",
    "text_old_office": "„{file}“ ist im alten Format von Word (DOC) oder mit einem Kennwort geschützt; bitte speichern Sie das Dokument ohne Kennwort als DOCX.",
    "text_other_office": "„{file}“ ist kein Word-Dokument; bitte speichern Sie den Text in Word als DOCX.",
    "text_too_deep": "„{file}“ ist zu tief verschachtelt und wird nicht gelesen; bitte kopieren Sie den Text in ein neues Dokument.",
    "text_too_large": "„{file}“ ist größer als {most} MB und wird nicht gelesen; bitte entfernen Sie Bilder und Anhänge.",
    "text_too_many": "„{file}“ ist länger, als eine Vereinbarung sein kann, und wird nicht gelesen; bitte lesen Sie nur den Text der Vereinbarung ein.",
    "text_unpacks": "„{file}“ wird beim Entpacken zu groß oder hat zu viele Teile und wird nicht gelesen; bitte speichern Sie nur den Text der Vereinbarung.",
    "too_deep": "„{file}“ ist zu tief verschachtelt und wird nicht gelesen; {again}.",
    "too_large": "„{file}“ ist größer als {most} MB und wird nicht gelesen; bitte teilen Sie den Plan in {program}.",
    "too_many": "„{file}“ enthält mehr als {most} Einträge einer Art und wird nicht gelesen; bitte teilen Sie den Plan in {program}.",
}
"""What happened and what to do, for each code of Unreadable; `{again}` asks for the file once more."""

_AGAIN = {
    "MS Project": "bitte speichern Sie den Plan in MS Project mit „Speichern unter“ noch einmal im Format XML",
    "GanttProject": "bitte speichern Sie den Plan in GanttProject noch einmal",
}

FATES: dict[Fate, str] = {
    Fate.NEW: "neu",
    Fate.CHANGED: "geändert",
    Fate.SKIPPED: "übersprungen",
    Fate.NOT_CARRIED: "nicht übernommen",
    Fate.CONFLICT: "Konflikt",
}

REASONS: dict[str, str] = {
    **paper_import.REASONS,
    "begun_days": "Was begonnen hat oder erledigt ist, bleibt an seinen Tagen; die Tage der Datei werden nicht übernommen",
    "base_calendar": "Die mitgelieferte Feiertagsliste von GanttProject wird nicht übernommen; hier gelten die Feiertage in Hessen",
    "changed": "In der Datei geändert: {fields}",
    "circle": "Die Verknüpfung würde einen Kreis schließen",
    "column": "Die Spalte wird nicht gelesen",
    "costs": "Kosten werden nicht geführt ({count} Vorgänge)",
    "custom_fields": "Benutzerdefinierte Felder werden nicht geführt ({count} Werte)",
    "dangling": "Der Vorgänger steht nicht in der Datei",
    "disputed": "Hier und in der Datei verschieden: {fields}; der Stand hier bleibt",
    "early_deadline": "Die Frist {day} (in MS Project: Stichtag) liegt vor dem Anfang des Plans",
    "edited_removed_there": "In der Datei entfernt, hier geändert; bleibt hier bestehen",
    "elapsed": "Fortlaufende Dauer; hier gilt sie als Arbeitszeit ({minutes})",
    "empty_rows": "Leere Zeilen ({count})",
    "extra_work": "Zusätzliche Arbeitszeit {days} wird nicht geführt",
    "finish_not_before": "Die Einschränkung „Ende nicht früher als {day}“ gibt es hier nicht",
    "free_anyway": "Hier ohnehin arbeitsfrei ({days})",
    "gone_there": "Nicht mehr in der Datei; bleibt hier bestehen",
    "hyperlinks": "Verweise auf Dateien oder Seiten werden nicht übernommen ({count})",
    "inactive": "In der Datei inaktiv; übernommen als „entfällt“",
    "kept": "Hier geändert, in der Datei nicht: {fields}; der Stand hier bleibt",
    "kept_plans": "Frühere Stände des Plans werden nicht übernommen ({count})",
    "lead_disputed": "Hier und in der Datei geändert; der Stand hier bleibt. Federführung: ausgegeben {old}, in der Datei {there}, hier {here}",
    "link_removed_there": "In der Datei entfernt",
    "linked_here": "Die beiden Aufgaben sind hier schon verknüpft",
    "linked_to_itself": "Ein Vorgang kann nicht sein eigener Vorgänger sein",
    "linked_to_own_phase": "Eine Aufgabe kann nicht mit ihrer eigenen Phase verknüpft werden",
    "linked_twice": "Zwischen zwei Aufgaben gibt es nur eine Verknüpfung",
    "long_closure": "Arbeitsfreie Zeit von mehr als 60 Tagen ({days})",
    "long_duration": "Die Dauer ist länger als 10\u00a0000\u00a0Tage; sie bleibt offen",
    "long_lag": "Der Abstand ist länger als 10\u00a0000\u00a0Tage; die Verknüpfung entfällt",
    "long_milestone": "Ein Meilenstein hat hier keine Dauer",
    "long_name": "Der Name ist länger als {most} Zeichen; er wird gekürzt",
    "macros": "Makros werden weder gelesen noch ausgeführt",
    "material": "Material und Kosten werden nicht geführt ({count} Ressourcen)",
    "nameless": "Zeile {line} hat keinen Namen",
    "new": "Noch nicht vorhanden",
    "new_baseline": "Stand der Datei vom {day}",
    "new_closure": "Arbeitsfrei {days}",
    "new_part": "{role}",
    "no_successor": "Der Nachfolger steht nicht in der Datei",
    "odd_date": "Zeile {line}, Spalte „{column}“: „{typed}“ ist kein Datum mit Jahr; die Aufgabe kommt ohne",
    "odd_day": "„{typed}“ ist kein Tag zwischen 1984 und 2149",
    "odd_duration": "Zeile {line}, Spalte „{column}“: „{typed}“ ist keine Dauer; sie bleibt offen",
    "odd_finish": "Das Ende {day} liegt vor dem Anfang; die Dauer bleibt",
    "odd_link": "Zeile {line}, Spalte „{column}“: „{typed}“ nennt keine Nummern von Vorgängern",
    "odd_share": "Zeile {line}, Spalte „{column}“: „{typed}“ ist kein Anteil zwischen 0 und 100 %; es bleibt bei 0 %",
    "odd_state": "Zeile {line}, Spalte „{column}“: „{typed}“ ist kein bekannter Zustand",
    "other_calendars": "Kalender von Ressourcen und weitere Kalender werden nicht geführt ({count})",
    "other_sheets": "Weitere Tabellenblätter werden nicht gelesen: {sheets}",
    "own_list": "Die Liste nennt Nummern dieses Projekts; Anfang und Ende folgen hier aus Verknüpfungen und Vorgaben",
    "own_parent": "Die Aufgabe läge in sich selbst, weil der Plan hier umgeordnet wurde; der Stand hier bleibt",
    "pinned": "Manuell geplant: Der Anfang am {day} gilt als fester Anfang, Verknüpfungen wirken weiter",
    "recurring_exceptions": "Wiederkehrende Ausnahmen der Kalender werden nicht übernommen ({count})",
    "removed_edited": "Hier entfernt, in der Datei geändert: {fields}; bleibt entfernt",
    "removed_here": "Hier entfernt; bleibt entfernt",
    "shorter_week": "In der Datei sind Tage von Montag bis Freitag frei, an denen hier gearbeitet wird; Aufgaben enden hier früher als dort (Ende in der Datei: {day})",
    "start_not_after": "Die Einschränkung „Anfang nicht später als {day}“ gibt es hier nicht",
    "subprojects": "Verweise auf andere Pläne werden nicht übernommen ({count} Vorgänge)",
    "task_calendars": "Eigene Kalender von Vorgängen werden nicht geführt ({count})",
    "unchanged": "Unverändert",
    "undated_baselines": "Basispläne ohne Anfang, Ende oder Länge ({count} Angaben)",
    "units": "Auslastung der Ressourcen wird nicht geführt ({count} Zuordnungen)",
    "unmapped": "Die Ressource ist keiner Kommune zugeordnet",
    "vacations": "Urlaub von Ressourcen wird nicht geführt ({count})",
    "weekend_work": "In der Datei wird auch am Wochenende gearbeitet, hier nicht; Aufgaben enden hier später als dort (Ende in der Datei: {day})",
}
"""Why a row of a file has its fate."""

_KINDS = {
    "body": "Körperschaft",
    "column": "Spalte",
    "file": "Datei",
    "line": "Zeile",
    "link": "Verknüpfung",
    "municipality": "Ressource",
    "task_there": "Vorgang",
}

LIST_FIELDS: dict[ListField, str] = {
    ListField.NUMBER: "Nr.",
    ListField.NAME: "Aufgabe",
    ListField.LEVEL: "Gliederungsebene",
    ListField.WBS: "PSP-Code",
    ListField.KIND: "Art",
    ListField.MODE: "Vorgangsmodus",
    ListField.DURATION: "Dauer",
    ListField.START: "Anfang",
    ListField.FINISH: "Ende",
    ListField.DEADLINE: "Frist",
    ListField.LINKS: "Vorgänger",
    ListField.LEAD: "Federführung",
    ListField.CONTRIBUTORS: "Zuarbeit",
    ListField.OFFICE: "Zuständig",
    ListField.PROGRESS: "Fortschritt",
    ListField.STATE: "Zustand",
    ListField.ACTUAL_START: "Tatsächlicher Anfang",
    ListField.ACTUAL_FINISH: "Tatsächliches Ende",
    ListField.NOTES: "Beschreibung",
}
"""What a column of a task list can be, in the order in which it is offered."""


def unreadable_message(problem: Unreadable) -> str:
    """The German sentence to a file that cannot be read."""
    values = {name: formats.number(v) if isinstance(v, int) else v for name, v in problem.values.items()}
    program = str(values.get("program", "MS Project"))
    return UNREADABLE[problem.code].format(**{"program": program, "again": _AGAIN[program], **values})


def known_by(column: str | None) -> str:
    """By what the rows of a table are known again, as a sentence; empty for formats with own ids."""
    if column is None:
        return ""
    if not column:
        return "Aufgaben werden an ihrem Namen wiedererkannt."
    return f"Aufgaben werden an der Spalte „{column}“ und an ihrem Namen wiedererkannt."


def kind_word(row: ImportRow) -> str:
    """What a row of a file is."""
    return _KINDS.get(row.kind) or NOUNS[row.kind].singular


def reason(row: ImportRow) -> str:
    """Why a row of a file has its fate, in German."""
    words = {name: _word(row, name, found) for name, found in row.values.items()}
    first, last = row.values.get("first"), row.values.get("last")
    if isinstance(first, date) and isinstance(last, date):
        words["days"] = formats.period(first, last)
    return REASONS[row.code].format(**words)


def _word(row: ImportRow, name: str, value: object) -> object:
    if isinstance(value, tuple):
        kind = BY_TABLE[row.kind]
        return ", ".join(dict.fromkeys(field_name(kind, str(field)) for field in value))
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, int):
        return _work(value) if name == "minutes" else formats.number(value)
    return value


def _work(minutes: int) -> str:
    return formats.duration(minutes) if minutes >= 60 else f"{minutes}{formats.NO_BREAK_SPACE}min"
