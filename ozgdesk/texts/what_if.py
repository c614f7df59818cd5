"""The words about what changes when a municipality joins an agreement or gives notice."""

from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.vocabulary import CostKey
from ozgdesk.domain.what_if import PartyChange

CHANGES: dict[PartyChange, str] = {
    PartyChange.JOINS: "tritt bei",
    PartyChange.LEAVES: "kündigt",
}

QUESTIONS: dict[PartyChange, str] = {
    PartyChange.JOINS: "Was wäre, wenn {name} beitritt?",
    PartyChange.LEAVES: "Was wäre, wenn {name} kündigt?",
}
COMPUTED = "Gerechnet zum Stichtag; beschlossen oder erklärt ist damit nichts."

DAYS: dict[PartyChange, str] = {
    PartyChange.JOINS: "Beitritt wirksam ab",
    PartyChange.LEAVES: "zum Ende des",
}

SHARES: dict[CostKey, str] = {
    CostKey.NOT_STATED: "Der Kostenschlüssel ist nicht angegeben.",
    CostKey.EQUAL: "Die Kosten werden zu gleichen Teilen getragen.",
    CostKey.POPULATION: "Die Kosten werden nach Einwohnern geteilt.",
    CostKey.FIXED: "Die Anteile sind fest vereinbart.",
}
SHARE_AGREED_ANEW = (
    "Die Anteile sind fest vereinbart; der Anteil von {name} ist mit den anderen neu zu vereinbaren."
)
SHARES_SCALED = "Die Anteile sind fest vereinbart; was frei wird, ist hier im bisherigen Verhältnis verteilt. Bitte neu vereinbaren."
SHARE_ENDS = "Anteil und Federführungen enden mit der Beteiligung."
POPULATION_LACKS = "Die Kosten werden nach Einwohnern geteilt; es fehlt die Einwohnerzahl von {name}."

COUNTS_FROM = "{name} zählt vom {day} an mit, vorher nicht."
COUNTS_UNTIL = "{name} ist bis zum {day} gebunden."
NOT_IN_FORCE = "Als wirksam ist die Vereinbarung heute nicht erfasst; solange sie nur Entwurf ist, genügt es, ihn zu ändern."

OPENING = "Was {place} für den Beitritt verlangt, gilt neben dem Gesetz."
NO_OPENING = "Der Text sagt nichts über weitere Kommunen; alle Beteiligten müssen der Änderung zustimmen."

RESOLUTION_JOINS = "{council} der beitretenden Kommune beschließt immer."
RESOLUTION_AGREES = "Für {board_accusative} ist keine Ermächtigung erfasst; {council_middle} beschließt."
RESOLUTION_BY_BOARD = "Ermächtigt durch {council_accusative}; alle Bedingungen sind erfüllt."
RESOLUTION_CONDITIONS = "Ermächtigt durch {council_accusative}; {open} von {all} Bedingungen sind noch nicht erfüllt, sonst beschließt {council_middle}."
RESOLUTION_LEAVES = "{council} entscheidet über die Kündigung."
RESOLUTION_STAYS = "Nur wenn Anteile oder Aufgaben neu vereinbart werden."

PROCEDURES: dict[tuple[PartyChange, Procedure], tuple[str, str]] = {
    (PartyChange.JOINS, Procedure.APPROVAL): (
        "Genehmigung und Bekanntmachung",
        "Der Beitritt ändert bei einer Delegation den Kreis der Beteiligten; die Änderung ist wie die Vereinbarung bekannt zu machen.",
    ),
    (PartyChange.JOINS, Procedure.FILING): (
        "Anzeige",
        "Jede Änderung einer Mandatierung ist anzuzeigen, auch ein Beitritt.",
    ),
    (PartyChange.LEAVES, Procedure.APPROVAL): (
        "Genehmigung und Bekanntmachung",
        "Die Kündigung einer Delegation braucht die Genehmigung; die Aufsicht kann das Wirksamwerden hinausschieben.",
    ),
    (PartyChange.LEAVES, Procedure.FILING): (
        "Anzeige",
        "Was eine Mandatierung ändert oder aufhebt, ist anzuzeigen.",
    ),
}
PROCEDURE_UNKNOWN = (
    "Die Rechtsform der Vertragsaufgaben ist nicht genannt; sie entscheidet über das Verfahren."
)
PROCEDURE_NONE = "Keine Kommune handelt für eine andere; ein Verfahren ist nicht vorgesehen."
MINISTRY_TOO = "Eine Partei liegt außerhalb Hessens: Die Genehmigung des Ministeriums kommt hinzu."
MINISTRY_APPROVAL = "Genehmigung des Ministeriums"

SUPERVISOR_SAME = "Die Zuständigkeit bleibt gleich."
SUPERVISOR_MOVES = "Die Zuständigkeit wechselt. {law}"
SUPERVISOR_LACKS = "Es fehlen Stammdaten (Kreis, Regierungsbezirk oder Einwohnerzahl) von {names}."

SIGNATURES = "Zwei Unterschriften je Kommune unter der schriftlichen Änderung."
SIGNATURES_OF_NOTICE = (
    "Die Kündigung ist schriftlich gegenüber allen Beteiligten zu erklären; zwei Unterschriften."
)
COPIES = "Je Kommune eine Ausfertigung; mit dem Beitritt eine mehr."
COPIES_STATED = "Vereinbart sind heute {count}; je Kommune eine, mit dem Beitritt eine mehr."

ORPHANED = "Die Federführung ist neu zu vergeben: {names}."
CONTRIBUTED = "Die Zuarbeit entfällt: {names}."
COORDINATION = "{name} koordiniert heute; die Koordination ist neu zu vergeben."

NOTICE_NOT_STATED = (
    "Eine Kündigungsfrist ist nicht angegeben; aus wichtigem Grund bleibt die Kündigung immer möglich."
)
NOTICE_POSSIBLE = "Kündigungsfrist: {period}; die Kündigung muss bis zum {until} zugehen."
NOTICE_TOO_EARLY = "Kündigungsfrist: {period}; wer heute kündigt, ist frühestens zum {earliest} frei, aus wichtigem Grund auch früher."

FEWER_THAN_TWO = (
    "Mit weniger als zwei Beteiligten endet die Vereinbarung; bitte regeln Sie die Auseinandersetzung."
)
FEWER_THAN_THREE = (
    "Die Förderung setzt in der Regel mindestens drei Kommunen voraus; prüfen Sie den Zuwendungsbescheid."
)
FEWER_NORM = "KGG (bitte prüfen)"
GRANT_NORM = "Rahmenvereinbarung zur Förderung der IKZ (bitte prüfen)"

DRAFT_VERSION = "Entwurf: Beitritt {name}"
DRAFT_PAPER = "Beitritt {of} zur Vereinbarung „{agreement}“"
DRAFT_JOINING_TEXT = "Dem Beitritt zur Vereinbarung „{agreement}“ mit Wirkung vom {day} wird zugestimmt."
DRAFT_AGREEING_TEXT = "Dem Beitritt {of} zur Vereinbarung „{agreement}“ mit Wirkung vom {day} und der dafür nötigen Änderung wird zugestimmt."
DRAFT_PHASE = "Beitritt {name}"
DRAFT_RESOLUTION = "Beschluss {body} {town}"
DRAFT_SIGNING = "Änderungsvereinbarung zum Beitritt {name} unterzeichnen"
DRAFT_FILING = "Beitritt {name} anzeigen"
DRAFT_APPROVAL = "Genehmigung des Beitritts {name} einholen"
DRAFT_MINISTRY = "Genehmigung des Innenministeriums zum Beitritt {name} einholen (bitte prüfen)"
DRAFT_PUBLICATION = "Beitritt {name} öffentlich bekannt machen"
DRAFT_PROCEDURE_OPEN = "Verfahren für den Beitritt {name} mit der Aufsicht klären"
DRAFT_MILESTONE = "Beitritt {name} wirksam"
DRAFT_STEP = "Entwürfe zum Beitritt {name} anlegen"
AUTHORISE_STEP = "Ermächtigung zum Beitritt {name} eintragen"
CONDITIONS = (
    "Mit dem Beitritt werden weitere Synergien geschaffen.",
    "Der Beitritt ist im wirtschaftlichen Interesse der Kommune.",
)
"""The conditions of the authorisation in Neu-Anspach (Vorlage XII/305/2020), to begin with; they can be edited."""
