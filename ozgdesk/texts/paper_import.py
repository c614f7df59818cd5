"""German words for taking over papers of a council information system (OParl)."""

from ozgdesk.domain.incoming_papers import IncomingStation
from ozgdesk.domain.vocabulary import PaperKind
from ozgdesk.texts.labels import label

UNREADABLE: dict[str, str] = {
    "oparl_broken": "„{file}“ ist keine lesbare JSON-Datei oder unvollständig (Zeile {line}); bitte speichern Sie sie noch einmal aus dem Ratsinformationssystem.",
    "oparl_empty": "„{file}“ ist leer; bitte prüfen Sie, ob es die richtige Datei ist.",
    "oparl_no_files": "In „{file}“ liegt keine JSON-Datei; bitte wählen Sie den Ordner mit den gespeicherten OParl-Dateien.",
    "oparl_other": "„{file}“ enthält keine Objekte von OParl; bitte prüfen Sie, ob es die richtige Datei ist.",
    "oparl_too_deep": "„{file}“ ist zu tief verschachtelt und wird nicht gelesen; bitte prüfen Sie, ob es die richtige Datei ist.",
    "oparl_too_large": "„{file}“ ist größer als {most} MB und wird nicht gelesen; bitte lesen Sie weniger Dateien auf einmal ein.",
    "oparl_too_many": "„{file}“ enthält mehr als {most} Dateien und wird nicht gelesen; bitte lesen Sie weniger Dateien auf einmal ein.",
}

REASONS: dict[str, str] = {
    "committee_deleted": "In der Datei gelöscht; bleibt hier bestehen",
    "committee_missing": "Das Gremium dieser Beratung steht nicht in der Datei",
    "committee_removed": "Das Gremium dieser Beratung wurde hier entfernt",
    "deleted_there": "In der Datei gelöscht",
    "double_objects": "Mehrfach in den Dateien enthalten; es gilt der neuere Stand ({count})",
    "files": "Angehängte Dateien werden nicht übernommen ({count})",
    "incomplete_list": "Die Liste ist unvollständig gespeichert: {count} von {total} Einträgen",
    "joint_meeting": "Gemeinsame Sitzung mehrerer Gremien; hier wird sie geführt bei: {first}",
    "joint_station": "Gemeinsame Beratung mehrerer Gremien; hier wird sie geführt bei: {first}",
    "loose_items": "Tagesordnungspunkte ohne Vorlage dieser Dateien werden nicht übernommen ({count})",
    "lost_items": "Tagesordnungspunkte, deren Sitzung nicht in der Datei steht ({count})",
    "lost_stations": "Beratungen, deren Vorlage nicht in der Datei steht ({count})",
    "lost_tombstones": "Gelöschte Einträge, die es hier nicht gibt ({count})",
    "missing_stations": "Beratungen, die nur mit ihrer Adresse genannt sind und nicht in der Datei stehen ({count})",
    "new_double_number": "Noch nicht vorhanden; mehrere Vorlagen der Datei tragen diese Nummer",
    "new_odd_result": "Noch nicht vorhanden; das Ergebnis ist keines der hier geführten und steht im Wortlaut in der Bemerkung",
    "new_unscheduled": "Noch nicht vorhanden; die Datei nennt keine Sitzung",
    "new_without_meeting": "Noch nicht vorhanden; die Sitzung steht nicht in der Datei, der Tag bleibt offen",
    "new_without_result": "Noch nicht vorhanden; die Sitzung ist vorbei, die Datei nennt kein Ergebnis",
    "no_committee": "Die Beratung nennt kein Gremium",
    "no_day": "Die Sitzung hat keinen Tag",
    "no_id": "Einträge ohne Kennung werden nicht übernommen ({count})",
    "no_town": "Keiner Kommune dieses Projekts zugeordnet (Vorlagen: {count})",
    "not_chosen": "Nicht ausgewählt (Vorlagen: {count})",
    "odd_letters": "Die Datei ist nicht als UTF-8 gespeichert; Umlaute können falsch sein",
    "odd_meeting_day": "„{typed}“ ist kein Zeitpunkt; die Sitzung bleibt ohne Tag",
    "other_objects": "Einträge, die keine von OParl sind ({count})",
    "other_version": "Einträge einer anderen Version als OParl 1 ({count})",
    "page_loop": "Die Seiten der Liste verweisen im Kreis aufeinander; gelesen wurde jede einmal",
    "page_unread": "{why}",
    "paper_circle": "Vorlagen, die im Kreis auf ihre Vorgänger verweisen, kommen ohne diesen Verweis ({count})",
    "persons": "Personen und Mitgliedschaften werden nicht gelesen ({count})",
    "shared_stations": "Beratungen, die mehrere Vorlagen nennen, zählen nur bei der ersten ({count})",
    "withdrawn_there": "In der Datei gelöscht, hier nicht vorhanden",
}

WITHDRAWN_THERE = "im Ratsinformationssystem gelöscht"
_TOLD = "laut Ratsinformationssystem"


def oparl_source(uid: str, sort: str = "") -> str:
    """Where an imported row says it comes from; `sort` is what a paper is called there, where we say otherwise.

    >>> oparl_source("https://ris.example/paper/1", "Antrag")
    'OParl („Antrag“): https://ris.example/paper/1'
    """
    is_ours = not sort or sort in {label(kind) for kind in PaperKind}
    return f"OParl: {uid}" if is_ours else f"OParl („{sort}“): {uid}"


def station_note(station: IncomingStation) -> str:
    """The words of the source about a station as they stand there, whatever they were taken for."""
    item = station.item
    parts = [
        f"TOP {item.number.rstrip('.')}" if item is not None and item.number else "",
        f"Rolle „{station.role}“" if station.role else "",
        f"Ergebnis „{item.result}“" if item is not None and item.result else "",
    ]
    told = ", ".join(filter(None, parts))
    return f"{told} ({_TOLD})" if told else ""
