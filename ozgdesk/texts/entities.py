"""German names of the entities, with the article they need in a sentence."""

from dataclasses import dataclass

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import table_name


@dataclass(frozen=True, slots=True)
class Noun:
    """A German noun: singular, plural and the accusative with article ("die Aufgabe", "den Beschluss")."""

    singular: str
    plural: str
    accusative: str


NOUNS: dict[str, Noun] = {
    "cooperation": Noun("Zusammenarbeit", "Zusammenarbeiten", "die Zusammenarbeit"),
    "municipality": Noun("Kommune", "Kommunen", "die Kommune"),
    "person": Noun("Person", "Personen", "die Person"),
    "absence": Noun("Abwesenheit", "Abwesenheiten", "die Abwesenheit"),
    "shared_office": Noun("gemeinsame Stelle", "gemeinsame Stellen", "die gemeinsame Stelle"),
    "shared_office_member": Noun("betreute Kommune", "betreute Kommunen", "die betreute Kommune"),
    "committee": Noun("Gremium", "Gremien", "das Gremium"),
    "office_holder": Noun("Amt", "Ämter", "das Amt"),
    "meeting_series": Noun("Sitzungsreihe", "Sitzungsreihen", "die Sitzungsreihe"),
    "meeting": Noun("Sitzung", "Sitzungen", "die Sitzung"),
    "attendance": Noun("Teilnahme", "Teilnahmen", "die Teilnahme"),
    "minute_item": Noun("Protokolleintrag", "Protokolleinträge", "den Protokolleintrag"),
    "agreement": Noun("Vereinbarung", "Vereinbarungen", "die Vereinbarung"),
    "agreement_party": Noun("Vertragspartei", "Vertragsparteien", "die Vertragspartei"),
    "agreement_version": Noun("Fassung", "Fassungen", "die Fassung"),
    "clause": Noun("Textteil", "Textteile", "den Textteil"),
    "signature": Noun("Unterschrift", "Unterschriften", "die Unterschrift"),
    "supervisor_step": Noun("Verfahrensschritt", "Verfahrensschritte", "den Verfahrensschritt"),
    "agreement_copy": Noun("Ausfertigung", "Ausfertigungen", "die Ausfertigung"),
    "accession_condition": Noun(
        "Bedingung des Beitritts", "Bedingungen des Beitritts", "die Bedingung des Beitritts"
    ),
    "clause_template": Noun("Textbaustein", "Textbausteine", "den Textbaustein"),
    "remark": Noun("Anmerkung", "Anmerkungen", "die Anmerkung"),
    "change_reason": Noun(
        "Begründung der Änderung", "Begründungen der Änderung", "die Begründung der Änderung"
    ),
    "matter": Noun("Angelegenheit", "Angelegenheiten", "die Angelegenheit"),
    "paper_form": Noun("Vorlagenmuster", "Vorlagenmuster", "das Vorlagenmuster"),
    "council_paper": Noun("Vorlage", "Vorlagen", "die Vorlage"),
    "consultation": Noun("Beratung", "Beratungen", "die Beratung"),
    "task": Noun("Aufgabe", "Aufgaben", "die Aufgabe"),
    "link": Noun("Verknüpfung", "Verknüpfungen", "die Verknüpfung"),
    "assignment": Noun("Zuständigkeit", "Zuständigkeiten", "die Zuständigkeit"),
    "baseline": Noun("Basisplan", "Basispläne", "den Basisplan"),
    "baseline_task": Noun("Zeile des Basisplans", "Zeilen des Basisplans", "die Zeile des Basisplans"),
    "closure": Noun("Schließzeit", "Schließzeiten", "die Schließzeit"),
    "board_limit": Noun("Höchstzahl", "Höchstzahlen", "die Höchstzahl"),
    "deviation": Noun(
        "Abweichung von der Vereinbarung",
        "Abweichungen von der Vereinbarung",
        "die Abweichung von der Vereinbarung",
    ),
    "grant": Noun("Förderung", "Förderungen", "die Förderung"),
    "grant_member": Noun("geförderte Kommune", "geförderte Kommunen", "die geförderte Kommune"),
    "saving": Noun("Einsparung", "Einsparungen", "die Einsparung"),
    "saving_member": Noun("Kommune der Einsparung", "Kommunen der Einsparung", "die Kommune der Einsparung"),
    "risk": Noun("Risiko", "Risiken", "das Risiko"),
    "decision": Noun("Entscheidungsbedarf", "Entscheidungsbedarfe", "den Entscheidungsbedarf"),
    "assessment": Noun("Bewertung", "Bewertungen", "die Bewertung"),
    "follow_up": Noun("Wiedervorlage", "Wiedervorlagen", "die Wiedervorlage"),
    "attachment": Noun("Datei", "Dateien", "die Datei"),
    "document": Noun("Unterlage", "Unterlagen", "die Unterlage"),
    "review_note": Noun("Prüfvermerk", "Prüfvermerke", "den Prüfvermerk"),
    "report_summary": Noun("Zusammenfassung", "Zusammenfassungen", "die Zusammenfassung"),
    "issued_report": Noun(
        "herausgegebener Bericht", "herausgegebene Berichte", "den herausgegebenen Bericht"
    ),
    "sheet_set": Noun("Sitzungsmappe", "Sitzungsmappen", "die Sitzungsmappe"),
    "sheet_set_entry": Noun("Teil der Mappe", "Teile der Mappe", "den Teil der Mappe"),
}


def noun(kind: type[Entity]) -> Noun:
    """The German noun for an entity."""
    return NOUNS[table_name(kind)]
