"""Labels of steps, as undo and the history name them: noun and infinitive ("Aufgabe verschieben")."""

from ozgdesk.domain.entity import Entity
from ozgdesk.texts.entities import noun

MOVE_TASK = "Aufgabe verschieben"
RESIZE_TASK = "Dauer der Aufgabe ändern"
MOVE_IN_TREE = "Aufgabe umordnen"
INDENT_TASK = "Aufgabe einrücken"
OUTDENT_TASK = "Aufgabe ausrücken"
LINK_TASKS = "Aufgaben verknüpfen"
CREATE_PER_MUNICIPALITY = "Aufgabe je Kommune anlegen"
CHANGE_PREDECESSORS = "Vorgänger der Aufgabe ändern"
RENAME_TASK = "Aufgabe umbenennen"
SET_PROGRESS = "Fortschritt eintragen"
CHANGE_TASKS = "Ausgewählte Aufgaben ändern"
MOVE_TASKS = "Ausgewählte Aufgaben verschieben"
RESIZE_TASKS = "Dauer der ausgewählten Aufgaben ändern"
FILL_CELLS = "Zellen einfügen"
CHANGE_DEADLINE = "Frist der Aufgabe ändern"
CHANGE_SOURCE = "Quelle der Aufgabe ändern"
SET_CONTRIBUTORS = "Zuarbeit ändern"
FREE_TASK = "Terminvorgabe aufheben"
HAND_OVER = "Federführung übergeben"
REMOVE_LEAD = "Federführung entfernen"
SET_ROLE = "Zuständigkeit ändern"
CHANGE_STATE = "Zustand der Aufgabe ändern"
WAIT_FOR_THIRD = "Auf Dritte warten"
SET_LIMIT = "Höchstzahl festlegen"
LIFT_LIMIT = "Höchstzahl aufheben"
ADD_CONTRIBUTION = "Zuarbeit hinzufügen"
MOVE_CONTRIBUTION = "Zuarbeit übertragen"
REMOVE_CONTRIBUTION = "Zuarbeit entfernen"
FINISH_CONTRIBUTION = "Zuarbeit erledigen"
REOPEN_CONTRIBUTION = "Zuarbeit wieder öffnen"
TAKE_BASELINE = "Basisplan festhalten"
ASSESS = "Ampel bewerten"
FREEZE_VERSION = "Fassung einfrieren"
COPY_VERSION = "Fassung kopieren"
MOVE_CLAUSE = "Textteil verschieben"
SPLIT_CLAUSE = "Textteil teilen"
JOIN_CLAUSES = "Textteile verbinden"
REPLACE_WORDS = "Wörter ersetzen"
PASTE_CLAUSES = "Text einfügen"
NEST_CLAUSE = "Textteil einrücken"
UNNEST_CLAUSE = "Textteil ausrücken"
INSERT_TEMPLATE = "Baustein einfügen"
KEEP_TEMPLATE = "Baustein in die Bibliothek übernehmen"
WRITE_SKELETON = "Entwurf aus der Bibliothek schreiben"
MAKE_CURRENT = "Fassung als maßgeblich kennzeichnen"
GIVE_REASON = "Änderung begründen"
PROPOSE_SIGNATURES = "Unterschriften vorsehen"
SIGN = "Unterschrift eintragen"
PROPOSE_SUPERVISOR_STEPS = "Verfahrensschritte vorsehen"
CLOSE_FINDING = "Befund schließen"
REOPEN_FINDING = "Befund wieder öffnen"
ADD_REMARK = "Anmerkung hinzufügen"
ACCEPT_REMARK = "Anmerkung annehmen"
TAKE_OVER_PROPOSAL = "Vorschlag in den Text übernehmen"
REJECT_REMARK = "Anmerkung ablehnen"
REOPEN_REMARK = "Anmerkung wieder öffnen"
OFFER_SEAL = "Siegelfeld vorsehen"
SET_LEGAL_FORM = "Rechtsform festlegen"
FLAG_FINAL = "Entscheidende Station kennzeichnen"
MOVE_STATION = "Beratung umordnen"
CHOOSE_MEETING = "Sitzung der Beratung wählen"
RECORD_RESULT = "Beratungsergebnis festhalten"
LIFT_SUSPENSION = "Aussetzung des Beschlusses aufheben"
CARRY_OUT = "Aufgaben aus einem Beschluss anlegen"
WAIT_FOR_COUNCIL = "Auf ein Gremium warten"
RECORD_EFFECT = "Wirksamkeit feststellen"
CLOSE_RISK = "Risiko schließen"
RECORD_DECISION = "Entscheidung festhalten"
FINISH_FOLLOW_UP = "Wiedervorlage erledigen"
POSTPONE_FOLLOW_UP = "Wiedervorlage verschieben"
PERSON_LEAVES = "Person scheidet aus"
ERASE_PERSON = "Personenbezug löschen"
EMBED_FILE = "Datei einbetten"
REMOVE_FILE = "Eingebettete Datei entfernen"
ENTER_RECESSES = "Sitzungsfreie Zeiten eintragen"
START_MINUTES = "Sitzung beginnen"
CLOSE_MINUTES = "Protokoll abschließen"
REOPEN_MINUTES = "Protokoll wieder öffnen"
INVITE = "Teilnahme vorschlagen"
ADD_TOPICS = "Tagesordnung ergänzen"
CAPTURE = "Protokolleintrag anlegen"
GIVE_TASK = "Auftrag erteilen"
RESOLVE = "Beschluss festhalten"
MOVE_ITEM = "Protokolleintrag umordnen"
REMOVE_ITEM = "Protokolleintrag löschen"
WRITE_SUMMARY = "Zusammenfassung schreiben"
ISSUE_REPORT = "Bericht herausgeben"
PUT_SHEET = "Blatt in die Mappe aufnehmen"
PUT_FILE = "Datei in die Mappe aufnehmen"
TAKE_OUT = "Teil aus der Mappe nehmen"
PLACE_ENTRY = "Teil der Mappe umordnen"
IMPORT_PLAN = "Projektplan einlesen"
IMPORT_PAPERS = "Vorlagen einlesen"
UNDO = "Rückgängig: {label}"
REDO = "Wiederholt: {label}"


def read_text(title: str) -> str:
    """Label for taking over a Word document with the text of an agreement."""
    return f"Word-Dokument „{title}“ einlesen"


def read_feedback(code: str) -> str:
    """Label for taking over the feedback form of a municipality."""
    return f"Rückmeldung {code} einlesen"


def enter_feedback(code: str) -> str:
    """Label for one line typed from the paper of a municipality."""
    return f"Rückmeldung {code} erfassen"


def take_back_feedback(code: str) -> str:
    """Label for taking such a line back later."""
    return f"Rückmeldung {code} zurücknehmen"


def create(kind: type[Entity]) -> str:
    """Label for adding one row.

    >>> from ozgdesk.domain.tasks import Task
    >>> create(Task)
    'Aufgabe anlegen'
    """
    return f"{noun(kind).singular} anlegen"


def edit(kind: type[Entity]) -> str:
    """Label for changing fields of one row."""
    return f"{noun(kind).singular} ändern"


def delete(kind: type[Entity]) -> str:
    """Label for removing one row."""
    return f"{noun(kind).singular} löschen"
