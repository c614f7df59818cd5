"""The sentence to every problem with a project file: what happened, and what to do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from ozgdesk import formats

PROBLEMS: dict[str, str] = {
    "bad_backup": "Die Sicherung „{backup_file}“ ist beschädigt oder keine Sicherung von OZG-Desk;"
    " bitte wählen Sie eine andere.",
    "bad_name": "Der Name „{file}“ ist auf diesem Laufwerk nicht möglich; bitte wählen Sie einen kürzeren Namen"
    " ohne Sonderzeichen.",
    "backup_failed": "Die Sicherung „{file}“ stimmt nicht mit der Datei überein und wurde verworfen;"
    " bitte sichern Sie auf einem anderen Laufwerk.",
    "busy": "„{file}“ wird gerade von einem anderen Programm benutzt; bitte versuchen Sie es gleich noch einmal.",
    "damaged": "„{file}“ ist beschädigt und wurde nicht verändert; bitte stellen Sie die neueste Sicherung"
    " wieder her.",
    "device": "Auf „{file}“ konnte nicht zugegriffen werden; bitte prüfen Sie das Laufwerk oder die"
    " Netzverbindung und versuchen Sie es noch einmal.",
    "directory": "„{file}“ ist ein Ordner; bitte wählen Sie eine Projektdatei mit der Endung .ozg.",
    "empty": "„{file}“ ist leer und enthält kein Projekt; bitte stellen Sie die neueste Sicherung wieder her.",
    "engine": "Die Datenbank dieses Programms ist nicht geeignet ({version}); bitte installieren Sie OZG-Desk neu.",
    "exists": "„{file}“ gibt es schon und wird nicht überschrieben; bitte wählen Sie einen anderen Namen.",
    "foreign": "„{file}“ ist keine Projektdatei von OZG-Desk; bitte wählen Sie eine Datei mit der Endung .ozg"
    " oder stellen Sie eine Sicherung wieder her.",
    "full": "Der Platz auf dem Laufwerk reicht nicht; bitte geben Sie Platz frei und versuchen Sie es noch einmal.",
    "locked": "„{file}“ wird seit {since} von {name} am PC {pc} bearbeitet; bitte öffnen Sie die Datei"
    " so lange nur zum Lesen.",
    "memory": "Der Arbeitsspeicher reicht nicht, um „{file}“ zu öffnen; bitte schließen Sie andere Programme.",
    "migration_failed": "„{file}“ ließ sich nicht auf den Stand dieser Programmversion bringen und wurde nicht"
    " verändert; bitte prüfen Sie die Datei mit „ozgdesk check“.",
    "missing": "„{file}“ wurde nicht gefunden; bitte prüfen Sie den Ordner oder stellen Sie eine Sicherung"
    " wieder her.",
    "network": "Die Verbindung zum Netzlaufwerk mit „{file}“ ist unterbrochen; bitte prüfen Sie die Verbindung"
    " und versuchen Sie es noch einmal.",
    "no_access": "Auf „{file}“ darf dieses Benutzerkonto nicht zugreifen; bitte prüfen Sie die Rechte"
    " der Datei und ihres Ordners.",
    "no_folder": "Den Ordner für „{file}“ gibt es nicht; bitte wählen Sie einen anderen.",
    "read_only": "„{file}“ ist schreibgeschützt; bitte öffnen Sie die Datei nur zum Lesen oder heben Sie"
    " den Schreibschutz auf.",
    "schema_mismatch": "„{file}“ ist anders aufgebaut als eine Projektdatei dieser Programmversion;"
    " bitte stellen Sie die neueste Sicherung wieder her.",
    "too_big": "Die Eingabe ist zu groß für „{file}“; bitte verweisen Sie auf große Dateien, statt sie einzubetten.",
    "too_new": "„{file}“ stammt aus einer neueren Version von OZG-Desk; bitte installieren Sie die neueste Version.",
}

NOTICES: dict[str, str] = {
    "cloud": "Die Datei liegt in einem Ordner, den OneDrive abgleicht; legen Sie sie besser in einen lokalen Ordner.",
    "network": "Die Datei liegt auf einem Netzlaufwerk; bricht die Verbindung ab, kann nicht gespeichert werden.",
    "removable": "Die Datei liegt auf einem Wechseldatenträger; ziehen Sie ihn erst ab, wenn OZG-Desk beendet ist.",
}
"""What the window says about a place with a risk, see `store.location.notice`."""

FILE_FINDINGS: dict[str, str] = {
    "changed_outside": "Der Inhalt ist nicht der zuletzt gespeicherte: Die Datei wurde beschädigt oder mit einem"
    " anderen Programm verändert.",
    "damaged": "Die Datei ist beschädigt und lässt sich nicht vollständig lesen.",
    "dangling": "In der Tabelle „{table}“ verweist der Eintrag {id} auf einen fehlenden Eintrag in „{target}“.",
    "journal": "Der Verlauf passt nicht zu den Einträgen; ältere Schritte lassen sich nicht zurücknehmen.",
    "row": "In der Tabelle „{table}“ hat der Eintrag {id} im Feld „{field}“ einen unzulässigen Wert.",
    "schema_mismatch": "Die Datei ist anders aufgebaut als eine Projektdatei dieser Programmversion.",
    "structure": "Die Datei ist in ihrer Struktur beschädigt ({detail}).",
}
"""What `store.check` found, in a sentence."""


class Problem(Protocol):
    """What a sentence is made from: a StoreProblem or a FileFinding."""

    @property
    def code(self) -> str:
        """What is wrong."""

    @property
    def values(self) -> Mapping[str, object]:
        """What the sentence names."""


def problem_message(problem: Problem) -> str:
    """The German sentence to a StoreProblem."""
    values = {
        name: formats.instant(value) if isinstance(value, datetime) else value or "unbekannt"
        for name, value in problem.values.items()
    }
    return PROBLEMS[problem.code].format(**values)


def finding_message(finding: Problem) -> str:
    """The German sentence to a FileFinding."""
    return FILE_FINDINGS[finding.code].format(**finding.values)
