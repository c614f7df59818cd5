"""The words of the letter to the supervisor, by what it is about (§§ 26, 27 KGG)."""

from ozgdesk.domain.occasions import Occasion
from ozgdesk.domain.vocabulary import SupervisorStepKind

GREETING = "Sehr geehrte Damen und Herren,"

SUBJECTS: dict[tuple[Occasion, SupervisorStepKind], str] = {
    (Occasion.AGREEMENT, SupervisorStepKind.APPROVAL): "Antrag auf Genehmigung{norm}: {title}",
    (Occasion.AGREEMENT, SupervisorStepKind.FILING): "Anzeige{norm}: {title}",
    (Occasion.AMENDMENT, SupervisorStepKind.APPROVAL): "Antrag auf Genehmigung einer Änderung{norm}: {title}",
    (Occasion.AMENDMENT, SupervisorStepKind.FILING): "Anzeige einer Änderung{norm}: {title}",
    (
        Occasion.ACCESSION,
        SupervisorStepKind.APPROVAL,
    ): "Antrag auf Genehmigung eines Beitritts{norm}: {title}",
    (Occasion.ACCESSION, SupervisorStepKind.FILING): "Anzeige eines Beitritts{norm}: {title}",
    (Occasion.NOTICE, SupervisorStepKind.APPROVAL): "Antrag auf Genehmigung der Kündigung{norm}: {title}",
    (Occasion.NOTICE, SupervisorStepKind.FILING): "Anzeige der Kündigung{norm}: {title}",
}

_OBJECTS: dict[Occasion, str] = {
    Occasion.AGREEMENT: "die Vereinbarung",
    Occasion.AMENDMENT: "die Änderung der Vereinbarung",
    Occasion.ACCESSION: "den Beitritt",
    Occasion.NOTICE: "die Kündigung",
}

DONE: dict[Occasion, str] = {
    Occasion.AGREEMENT: "{parties} haben die Vereinbarung „{title}“ beschlossen.",
    Occasion.AMENDMENT: "{parties} haben beschlossen, die Vereinbarung „{title}“ zu ändern.",
    Occasion.ACCESSION: "{joining} {accede} der Vereinbarung „{title}“{on} bei.",
    Occasion.NOTICE: "Die Vereinbarung „{title}“ ist zum {day} gekündigt.",
}
WANTED: dict[Occasion, str] = {
    Occasion.AGREEMENT: "{parties} wollen die Vereinbarung „{title}“ schließen.",
    Occasion.AMENDMENT: "{parties} wollen die Vereinbarung „{title}“ ändern.",
    Occasion.ACCESSION: "{joining} {want} der Vereinbarung „{title}“{on} beitreten.",
    Occasion.NOTICE: DONE[Occasion.NOTICE],
}
"""While resolutions are missing."""

PARTIES_NOW = "Beteiligt sind bisher {parties}."
TASKS = "Sie betrifft: {tasks}."
AMENDED = "Geändert werden: {parts}."

ENCLOSED: dict[Occasion, str] = {
    Occasion.AGREEMENT: "Vereinbarung, {version}",
    Occasion.AMENDMENT: "Änderungsvereinbarung, {version}",
    Occasion.ACCESSION: "Vereinbarung über den Beitritt, {version}",
    Occasion.NOTICE: "Gekündigte Vereinbarung, {version}",
}
BASE_ENCLOSED = "Geltende Vereinbarung, {version}"
NOTICE_ENCLOSED = "Kündigungsschreiben"
EXTRACT_ENCLOSED = "Beglaubigter Beschlussauszug {body} {town}{number}"

PRESUMED: dict[Occasion, str] = {
    Occasion.AMENDMENT: "eine Prüfung, ob die Änderung Gegenstand, Befugnisse oder Beteiligte der Delegation "
    "betrifft: Dann ist sie zu genehmigen, sonst anzuzeigen (§\u00a027 Abs. 1 KGG, bitte prüfen)",
    Occasion.NOTICE: "eine Prüfung, ob die Kündigung einer Mandatierung wie ihre Aufhebung anzuzeigen ist "
    "(§\u00a027 Abs. 1 Satz 2 KGG, bitte prüfen)",
}


def request(occasion: Occasion, kind: SupervisorStepKind) -> str:
    """What the supervisor is asked to do."""
    if kind is SupervisorStepKind.APPROVAL:
        return f"Wir beantragen, {_OBJECTS[occasion]} zu genehmigen."
    return f"Wir zeigen {_OBJECTS[occasion]} hiermit an."
