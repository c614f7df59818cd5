"""The sentence to every rule a command can refuse with: what is not possible, and what to do instead."""

from datetime import date
from enum import StrEnum

from ozgdesk import formats
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.texts.entities import NOUNS
from ozgdesk.texts.labels import label

RULES: dict[str, str] = {
    "gone": "Dieser Eintrag wurde inzwischen gelöscht. Bitte wählen Sie einen anderen.",
    "exists": "Dieser Eintrag ist schon vorhanden.",
    "referred_to": "Der Eintrag wird noch verwendet ({other}). Bitte lösen Sie zuerst diese Verbindung.",
    "changed_since": "Der Schritt lässt sich nicht zurücknehmen, weil derselbe Eintrag seither geändert wurde.",
    "nothing_to_undo": "Es gibt keinen Schritt, der rückgängig gemacht werden kann.",
    "nothing_to_redo": "Es gibt keinen Schritt, der wiederholt werden kann.",
    "undo_barrier": "Vor diesem Schritt endet das Rückgängigmachen, weil danach Daten endgültig entfernt wurden.",
    "busy": "Ein großer Schritt wird gerade gespeichert; bitte warten Sie einen Augenblick.",
    "read_only": "Die Datei ist nur zum Lesen geöffnet; die Änderung wurde nicht gespeichert.",
    "not_unique": "Diesen Eintrag gibt es schon; bitte ändern Sie, was ihn bezeichnet, oder bearbeiten Sie den vorhandenen.",
    "refused": "Die Angabe passt nicht zu den übrigen Angaben und wurde nicht gespeichert.",
    "dangling": "Der Eintrag verweist auf einen anderen, den es nicht mehr gibt; bitte wählen Sie einen vorhandenen.",
    "invalid_row": "Die Angabe im Feld „{field}“ fehlt oder ist nicht zulässig; bitte prüfen Sie sie.",
    "must_be_filled": "Bitte füllen Sie das Feld „{field}“ aus.",
    "text_too_long": "Das Feld „{field}“ fasst höchstens {most} Zeichen, es sind {count}; bitte kürzen Sie den Text.",
    "ags_shape": "Der Gemeindeschlüssel hat acht Ziffern, zum Beispiel 06434011; bitte prüfen Sie ihn.",
    "number_shape": "Eine Nummer besteht aus „A-“ und drei bis sechs Ziffern, zum Beispiel A-017.",
    "issued_stays": "„{title}“ wurde am {day} herausgegeben und bleibt, wie es ist; bitte geben Sie einen neuen Bericht heraus.",
    "has_lead": "Die Aufgabe {number} hat schon eine federführende Kommune; bitte übergeben Sie die Federführung.",
    "one_lead": "Eine Aufgabe hat nur eine Federführung; bitte wählen Sie Zellen einer einzigen Kommune.",
    "already_has_part": "{municipality} ist an der Aufgabe {number} schon beteiligt.",
    "already_member": "{municipality} ist hier schon eingetragen; bitte wählen Sie eine andere Kommune.",
    "code_taken": "Das Kürzel „{taken}“ trägt schon {name}; bitte wählen Sie ein anderes.",
    "number_stays": "Die Nummer {number} ist dauerhaft und kann nicht geändert werden.",
    "own_parent": "Eine Aufgabe kann nicht unter sich selbst oder ihre eigene Teilaufgabe gestellt werden.",
    "link_cycle": "Diese Verknüpfung schließt einen Kreis: {tasks}. Bitte lösen Sie eine der Verknüpfungen.",
    "link_to_own_phase": "Eine Aufgabe kann nicht mit ihrer eigenen Phase verknüpft werden ({tasks}).",
    "link_exists": "Diese beiden Aufgaben sind schon verknüpft.",
    "has_no_duration": "Die Dauer einer Phase folgt aus ihren Teilaufgaben und kann nicht eingegeben werden.",
    "has_no_state": "Der Zustand einer Phase folgt aus ihren Teilaufgaben und kann nicht eingegeben werden.",
    "phases_selected": "Bei Phasen folgt diese Angabe aus den Teilaufgaben; bitte nehmen Sie {tasks} aus der Auswahl.",
    "begun_selected": "Was begonnen hat oder erledigt ist, bleibt an seinem Tag; bitte nehmen Sie {tasks} aus der Auswahl.",
    "milestones_selected": "Ein Meilenstein hat keine Dauer; bitte nehmen Sie {tasks} aus der Auswahl.",
    "done_selected": "Was erledigt ist, behält seine Tage; bitte nehmen Sie {tasks} aus der Auswahl.",
    "undated_selected": "Ohne Termin lässt sich nichts verschieben oder verlängern; bitte nehmen Sie {tasks} aus der Auswahl.",
    "state_and_progress": "Zum Zustand „{state}“ passt dieser Fortschritt nicht; bitte lassen Sie eines der beiden Felder leer.",
    "shift_and_begin": "Was mit diesem Schritt beginnt oder erledigt ist, lässt sich nicht zugleich verschieben; bitte lassen Sie eines der Felder leer.",
    "has_begun": "Die Aufgabe {number} hat schon begonnen; bitte ändern Sie ihren tatsächlichen Anfang.",
    "is_done": "Die Aufgabe {number} ist erledigt; ihre Tage stehen fest.",
    "nothing_to_divide": "Jede Kommune hat unter der Aufgabe {number} schon eine eigene Teilaufgabe.",
    "link_to_end": "Eine Verknüpfung bestimmt das Ende der Aufgabe {number}; bei einer Phase folgt es aus ihren Teilaufgaben. Bitte lösen Sie sie zuerst.",
    "nothing_above": "Über der Aufgabe {number} steht keine andere, der sie untergeordnet werden könnte.",
    "top_level": "Die Aufgabe {number} steht schon auf der obersten Ebene.",
    "too_long": "So lange kann eine Aufgabe nicht dauern; bitte geben Sie höchstens 10\u00a0000\u00a0Tage ein.",
    "no_such_task": "Die Aufgabe {number} gibt es nicht; bitte prüfen Sie die Nummer.",
    "import_circles": "Die Verknüpfungen der Datei führen vielfach im Kreis; bitte prüfen Sie den Plan in dem Programm, aus dem er kommt.",
    "form_other_project": "Der Rückmeldebogen gehört zu einem anderen Projekt; bitte öffnen Sie das Projekt, aus dem er stammt.",
    "form_without_town": "Die Kommune dieses Rückmeldebogens gibt es im Projekt nicht mehr; nichts wird übernommen.",
    "municipality_needed": "Ein Rückmeldebogen gilt für eine Kommune; bitte wählen Sie sie aus.",
    "no_version": "Es gibt noch keine Fassung einer Vereinbarung; bitte legen Sie zuerst eine an.",
    "text_still_inside": "In {place} steht noch ein Textteil, den das Dokument nur verschiebt; bitte übernehmen Sie auch die Verschiebung.",
    "text_without_parent": "Für {place} fehlt die Stelle im Text; bitte übernehmen Sie auch, worin der Textteil steht.",
    "same_version": "Eine Fassung kann nicht mit sich selbst verglichen werden; bitte wählen Sie eine andere.",
    "reviser_needed": "Aufgezeichnete Änderungen tragen den Namen einer Kommune; bitte wählen Sie sie aus.",
    "import_stale": "Der Plan wurde seit der Vorschau geändert; bitte lesen Sie die Datei noch einmal ein.",
    "nothing_dated": "Der Plan enthält noch keine Termine, die festgehalten werden könnten.",
    "frozen": "Die Fassung „{name}“ ist eingefroren und bleibt unverändert; bitte legen Sie eine Kopie an.",
    "has_text": "Die Fassung „{name}“ hat schon einen Text; bitte wählen Sie eine neue Fassung.",
    "clause_level": "Dieser Textteil kann dort nicht stehen.",
    "clause_referred_to": "Auf diesen Textteil wird verwiesen ({places}). Bitte ändern Sie zuerst den Verweis.",
    "reference_unknown": "Der Verweis zeigt auf keinen Textteil dieser Fassung; bitte wählen Sie das Ziel aus der Liste.",
    "future_day": "Dieser Tag liegt in der Zukunft; bitte prüfen Sie das Datum.",
    "future_result": "Die Sitzung liegt in der Zukunft und kann noch kein Ergebnis haben; bitte prüfen Sie den Sitzungstag.",
    "review_reason_needed": "Bitte nennen Sie den Grund, aus dem der Befund erledigt ist.",
    "remark_empty": "Bitte schreiben Sie, was die Kommune anmerkt oder vorschlägt.",
    "remark_reason_needed": "Bitte nennen Sie den Grund, aus dem die Anmerkung abgelehnt wird.",
    "remark_not_open": "Über diese Anmerkung ist schon entschieden; bitte öffnen Sie sie zuerst wieder.",
    "remark_no_proposal": "Diese Anmerkung schlägt keinen Wortlaut vor; bitte ändern Sie den Text selbst.",
    "remark_no_place": "Keine offene Fassung hat diesen Textteil; bitte kopieren Sie die Fassung und übernehmen Sie den Vorschlag dort.",
    "remark_part_unclear": "Der Textteil besteht aus Absätzen; bitte ändern Sie sie selbst und kennzeichnen Sie die Anmerkung dann als übernommen.",
    "evidence_needed": "Bitte nennen Sie, woraus die Wirksamkeit hervorgeht, zum Beispiel die Bekanntmachung.",
    "foreign_committee": "Das Gremium gehört zu einer anderen Kommune als die Vorlage; bitte wählen Sie ein eigenes.",
    "foreign_meeting": "Die Sitzung gehört zu einem anderen Gremium; bitte wählen Sie eine Sitzung dieses Gremiums.",
    "next_too_early": "Die nächste Beratung kann nicht vor dieser liegen; bitte prüfen Sie den Tag.",
    "not_resolved": "Hier ist noch nichts beschlossen; bitte tragen Sie zuerst das Ergebnis ein.",
    "not_suspended": "Dieser Beschluss ist nicht ausgesetzt.",
    "not_changed": "Hier ist nichts geändert beschlossen, was eine neue Fassung oder Ergänzungsvorlage braucht.",
    "votes_needed": "Aus diesen Stimmen folgt kein Ergebnis; bitte geben Sie Ja- und Nein-Stimmen an oder wählen Sie das Ergebnis.",
    "limit_without_place": "Eine Höchstzahl gilt für eine Kommune, einen Zustand oder beides; bitte wählen Sie mindestens eines.",
    "has_form": "Diese Kommune hat schon ein Vorlagenmuster; bitte ändern Sie das vorhandene.",
    "other_agreement": "Die Angelegenheit „{title}“ betrifft eine andere Vereinbarung; bitte ändern Sie die Vereinbarung dort.",
    "foreign_version": "Die Fassung „{name}“ gehört zu einer anderen Vereinbarung; bitte wählen Sie eine Fassung dieser Vereinbarung.",
    "no_paper": "Diese Kommune hat hierzu noch keine Vorlage; bitte legen Sie sie unter „Gremien“ an.",
    "papers_needed": "Bitte wählen Sie mindestens eine Vorlage aus.",
    "papers_differ": "Diese Vorlagen betreffen verschiedene Vereinbarungen; bitte fassen Sie nur Vorlagen zu derselben zusammen.",
    "no_matter": "Die Vorlage gehört zu keiner gemeinsamen Angelegenheit; bitte fassen Sie zuerst die Vorlagen zusammen.",
    "no_own_text": "Hier hat die Vorlage keinen eigenen Text; bitte schreiben Sie zuerst einen.",
    "has_limit": "Hier gilt schon eine Höchstzahl; bitte ändern Sie die vorhandene.",
    "limit_reached": "Hier gilt eine Höchstzahl: {place}, höchstens {most}{because}. Bitte schließen Sie erst eine Karte ab, oder ändern Sie die Höchstzahl.",
    "third_needed": "Bitte nennen Sie, auf wen gewartet wird.",
    "nobody_attends": "Bitte wählen Sie eine Person oder nennen Sie die Stelle des Gastes.",
    "attends_already": "{name} steht schon in der Teilnahmeliste.",
    "minutes_closed": "Das Protokoll ist abgeschlossen; bitte öffnen Sie es zuerst wieder.",
    "minutes_open": "Die Sitzung „{body}“ läuft noch; bitte schließen Sie zuerst ihr Protokoll ab.",
    "minutes_not_open": "Diese Sitzung läuft nicht; bitte beginnen Sie sie zuerst.",
    "next_not_later": "Der nächste Termin muss nach dieser Sitzung liegen; bitte prüfen Sie den Tag.",
    "no_resolution": "Ein Ergebnis haben nur Beschlüsse; bitte wählen Sie einen Beschluss.",
    "deviates_already": "Zur Aufgabe {number} ist schon eine Abweichung von dieser Vereinbarung festgehalten; bitte ändern Sie diese.",
    "not_contractual": "Eine Rechtsform haben nur Vertragsaufgaben; bitte kennzeichnen Sie die Aufgabe zuerst so.",
    "no_days": "An diesen Tagen ist nichts mehr einzutragen; bitte wählen Sie mindestens einen Tag ohne Sitzung.",
    "term_begun": "Zu diesem Tag ist kein Gremium zu übernehmen; bitte prüfen Sie den ersten Tag der Wahlperiode.",
    "nothing_reckoned": "Es gibt keine Rückrechnung, die in den Plan übernommen werden könnte; bitte tragen Sie zuerst den Wunschtermin ein.",
    "period": "Das Ende liegt vor dem Anfang; bitte prüfen Sie beide Tage.",
    "reason_needed": "Bitte nennen Sie den Grund.",
    "date_needed": "Bitte nennen Sie den Tag.",
    "outcome_needed": "Bitte tragen Sie ein, wie entschieden wurde.",
    "text_needed": "Bitte begründen Sie die Ampel „{light}“ mit einem Satz.",
    "computed_light": "Die Ampel „Termine“ wird aus dem Plan berechnet und kann nicht gesetzt werden.",
    "only_cooperation": "Eine Datei enthält genau eine Zusammenarbeit; sie kann nicht gelöscht werden.",
    "file_too_large": "Die Datei ist größer als 20 MB und kann nicht eingebettet werden; bitte verweisen Sie auf sie.",
    "no_picture": "„{name}“ ist kein vollständiges PNG-Bild von höchstens 16 Millionen Bildpunkten; bitte wählen Sie eine andere Datei.",
    "picture_too_large": "„{name}“ ist größer als 1 MB; bitte wählen Sie ein kleineres Bild.",
    "same_person": "Bitte wählen Sie eine andere Person als die, die ausscheidet.",
    "own_deputy": "Niemand kann sich selbst vertreten; bitte wählen Sie eine andere Person.",
    "successor_left": "Die Nachfolge ist dann selbst schon ausgeschieden; bitte wählen Sie eine andere Person.",
    "not_a_person": "Dieser Eintrag nennt schon eine Stelle statt einer Person; es gibt nichts zu löschen.",
}


def rule_message(violation: RuleViolation) -> str:
    """The German sentence to a rule violation; tables and words of the field among its values become German."""
    values = {name: _word(name, value) for name, value in violation.values.items()}
    return RULES[violation.code].format(**values)


def _word(name: str, value: object) -> object:
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, int):
        return formats.number(value)
    return NOUNS[value].plural if name == "other" and isinstance(value, str) and value in NOUNS else value
