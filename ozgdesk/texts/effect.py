"""The words about the effect of an agreement: states, procedures, supervisors, and a sentence to every reason.

Placeholders: `body`, `body_mid` (nominative, at the start and in the middle), `body_of` (genitive), `on` (" am 01.02.2021"
or nothing), `period` ("3 Tagen"), `span_days` ("3 Tage"), `span` ("5 Jahre") and the values of the reason.
"""

from ozgdesk.domain.effect import EffectState
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import Actor, Weight
from ozgdesk.domain.supervisor import Supervisor, SupervisorLevel
from ozgdesk.domain.vocabulary import SuspensionKind

STATES: dict[EffectState, str] = {
    EffectState.EFFECTIVE: "wirksam",
    EffectState.RECORDED: "wirksam laut Feststellung",
    EffectState.NOT_EFFECTIVE: "nicht wirksam",
    EffectState.UNKNOWN: "Wirksamkeit nicht bekannt",
    EffectState.EXPIRED: "ausgelaufen",
    EffectState.TERMINATED: "gekündigt",
}

PROCEDURES: dict[Procedure, str] = {
    Procedure.APPROVAL: "Genehmigung und Bekanntmachung",
    Procedure.FILING: "Anzeige",
    Procedure.NONE: "kein Verfahren",
    Procedure.NOT_STATED: "offen, Rechtsform nicht genannt",
}

WEIGHTS: dict[Weight, str] = {
    Weight.MET: "erfüllt",
    Weight.OPEN: "steht aus",
    Weight.ABSENT: "fehlt",
    Weight.UNKNOWN: "Nachweis fehlt",
    Weight.DUTY: "nachzuholen",
    Weight.CONTRADICTION: "Widerspruch",
    Weight.NOTE: "Hinweis",
}

ACTORS: dict[Actor, str] = {
    Actor.COUNCIL: "{council}",
    Actor.ADMINISTRATION: "{board}",
    Actor.SIGNATORIES: "{head} und ein weiteres Mitglied {board_of}",
    Actor.SUPERVISOR: "Aufsichtsbehörde",
    Actor.COORDINATION: "Projektkoordination",
}

SUPERVISORS: dict[SupervisorLevel, str] = {
    SupervisorLevel.DISTRICT_ADMINISTRATOR: "Landrat {district} als Behörde der Landesverwaltung",
    SupervisorLevel.REGIONAL_COUNCIL: "Regierungspräsidium {region}",
    SupervisorLevel.MINISTRY: "Hessisches Innenministerium",
    SupervisorLevel.UNKNOWN: "nicht bestimmbar",
}

SUPERVISORS_DATIVE: dict[SupervisorLevel, str] = {
    SupervisorLevel.DISTRICT_ADMINISTRATOR: "dem Landrat {district} als Behörde der Landesverwaltung",
    SupervisorLevel.REGIONAL_COUNCIL: "dem Regierungspräsidium {region}",
    SupervisorLevel.MINISTRY: "dem Hessischen Innenministerium",
}
"""As an agreement says whom it is submitted to."""

LACKING = "Es fehlen Stammdaten (Kreis, Regierungsbezirk oder Einwohnerzahl): {codes}."

REASONS: dict[str, str] = {
    "resolution_passed": "{body} hat{on} {result}.",
    "resolution_unknown": "Das Ergebnis der Beratung{on} ist nicht bekannt; es fehlt ein Nachweis über den Beschluss {body_of}.",
    "result_not_entered": "Die Beratung{on} liegt zurück, aber ein Ergebnis ist nicht eingetragen.",
    "resolution_pending": "{body} berät{on}.",
    "resolution_unscheduled": "Für den Beschluss {body_of} ist noch kein Sitzungstag eingetragen.",
    "resolution_undated": "{body} hat beschlossen; der Tag ist nicht bekannt.",
    "resolution_postponed": "{body} hat die Vorlage{on} {result}; es fehlt ein neuer Termin.",
    "resolution_rejected": "{body} hat die Vereinbarung{on} abgelehnt.",
    "resolution_changed": "{body} hat{on} eine geänderte Fassung beschlossen; alle Kommunen müssen derselben Fassung zustimmen.",
    "resolution_only_recommended": "{body} hat{on} nur eine Empfehlung abgegeben; es fehlt der Beschluss.",
    "resolution_only_noted": "{body} hat die Vorlage{on} nur zur Kenntnis genommen; es fehlt der Beschluss.",
    "resolution_withdrawn": "Die Vorlage wurde{on} zurückgezogen; es fehlt der Beschluss {body_of}.",
    "resolution_suspended": "Der Beschluss ist{kind} seit dem {day} ausgesetzt; {body_mid} muss erneut entscheiden.",
    "resolution_delegated": "Entschieden hat nicht die Vertretung; sie muss die Entscheidung übertragen haben.",
    "result_contradicts_votes": "Das Ergebnis „{result}“ passt nicht zu den eingetragenen Stimmen{on}; welches gilt, ist offen.",
    "meeting_cancelled": "Die Sitzung{on} fällt aus; für den Beschluss {body_of} fehlt ein neuer Termin.",
    "condition_met": "Die Maßgabe „{text}“ ist erfüllt.",
    "condition_open": "Die Maßgabe „{text}“ ist nicht erfüllt.",
    "condition_unchecked": "Ob die Maßgabe „{text}“ erfüllt ist, ist nicht festgehalten.",
    "paper_closed": "Die Vorlage wurde{on} ohne Beschluss abgeschlossen; es fehlt der Beschluss {body_of}.",
    "different_wording": "Der Beschluss hat einen anderen Wortlaut als der in {other}. Gleicher Wortlaut ist nicht vorgeschrieben; beschlossen sein muss dieselbe Fassung.",
    "equal_wording_met": "Der Beschluss setzt gleich lautende Beschlüsse voraus; alle anderen haben gleich lautend beschlossen.",
    "equal_wording_waits": "Der Beschluss setzt gleich lautende Beschlüsse voraus; es fehlen noch: {towns}.",
    "equal_wording_differs": "Der Beschluss lautet anders als der in {other}; dort ist ein gleich lautender Beschluss Bedingung.",
    "equal_wording_unknown": "Ob gleich lautend wie in {other} beschlossen wurde, ist offen: Der Wortlaut ist nicht erfasst.",
    "equal_wording_not_told": "Der Beschluss setzt gleich lautende Beschlüsse voraus; sein Wortlaut ist nicht erfasst.",
    "no_paper": "Es ist keine Vorlage erfasst; es fehlt der Beschluss {body_of}.",
    "no_deciding_station": "In der Beratungsfolge ist keine entscheidende Station gekennzeichnet; es fehlt der Beschluss {body_of}.",
    "different_versions": "Beschlossen ist die Fassung „{other}“, in einer anderen Kommune die Fassung „{first}“; es muss dieselbe sein.",
    "current_version_not_passed": "{body} hat die maßgebliche Fassung „{current}“ noch nicht beschlossen; wirksam ist die Fassung „{other}“.",
    "signed": "Zwei Unterschriften liegen vor, die letzte vom {day}.",
    "signature_missing": "Es fehlt eine der zwei Unterschriften.",
    "signatures_missing": "Es fehlen zwei Unterschriften.",
    "signature_of_head_missing": "Es fehlt die Unterschrift der Verwaltungsspitze oder ihrer allgemeinen Vertretung.",
    "parties_missing": "Es sind weniger als zwei Vertragsparteien erfasst.",
    "no_contractual_task": "Es ist keine Vertragsaufgabe erfasst; daher ist das Verfahren offen.",
    "legal_form_not_stated": "Rechtsform nicht genannt: {numbers}. Delegation oder Mandatierung entscheidet über das Verfahren.",
    "procedure_approval": "Aufgabe {number} „{name}“ wird delegiert: Genehmigung und Bekanntmachung sind nötig.",
    "procedure_mixed": "Es gibt Delegation ({number} „{name}“) und Mandatierung: Das strengere Verfahren gilt für das Ganze.",
    "procedure_filing": "Alle Vertragsaufgaben werden mandatiert: Die Anzeige genügt.",
    "procedure_none": "Keine Kommune handelt für eine andere: Eine Arbeitsgemeinschaft ist zu prüfen.",
    "approved": "Die Genehmigung liegt vor ({day}).",
    "approval_pending": "Die Genehmigung ist beantragt ({day}), die Entscheidung steht aus.",
    "approval_missing": "Die Genehmigung der Aufsichtsbehörde fehlt.",
    "filed": "Die Vereinbarung wurde angezeigt ({day}).",
    "filing_missing": "Die Vereinbarung ist der Aufsichtsbehörde anzuzeigen; die Wirksamkeit hängt davon nicht ab.",
    "published": "Öffentlich bekannt gemacht am {day}.",
    "publication_missing": "Die öffentliche Bekanntmachung fehlt.",
    "published_too_early": "Die Bekanntmachung vom {day} liegt vor der Genehmigung; sie ist danach zu wiederholen.",
    "entry_date_missing": "Die Vereinbarung soll an einem festen Tag in Kraft treten, der Tag ist nicht eingetragen.",
    "effective_after_publication": "Der Beginn ist der Tag nach der letzten Bekanntmachung, wenn nichts Späteres vereinbart ist.",
    "effective_with_last_act": "Der Beginn ist der Tag des letzten Beschlusses oder der letzten Unterschrift, wenn nichts Späteres vereinbart ist.",
    "entry_fixed_date": "Die Vereinbarung soll am {day} in Kraft treten.",
    "entry_first_of_next_month": "Die Vereinbarung soll am Ersten des folgenden Monats in Kraft treten ({day}).",
    "entry_day_after_publication": "Die Vereinbarung soll am Tag nach der Bekanntmachung in Kraft treten ({day}).",
    "entry_stated_start": "Als Beginn nennt die Vereinbarung den {day}.",
    "entry_day_passed": "Als Beginn nennt die Vereinbarung den {day}; wirksam wird sie erst, wenn alles vorliegt.",
    "starts_later": "Alles liegt vor; die Vereinbarung wird am {day} wirksam.",
    "recorded": "Als wirksam seit {day} festgestellt ({evidence}).",
    "recorded_without_evidence": "Als wirksam seit {day} festgestellt; ein Nachweis ist nicht genannt.",
    "recorded_differs": "Aus den erfassten Angaben folgt {computed} statt {day}.",
    "terminated": "Gekündigt zum {day}.",
    "term_from_beginning": "Die Laufzeit beträgt {span}, gerechnet ab dem Beginn.",
    "term_unknown": "Das Ende der Laufzeit ist nicht bekannt.",
    "ended": "Die Laufzeit endete am {day}.",
    "ends": "Die Laufzeit endet am {day}.",
    "ends_soon": "Die Laufzeit endet am {day}, in {period}.",
    "joins_later": "Der Beitritt wird später wirksam und zählt noch nicht mit.",
    "accession_incomplete": "Der Beitritt zum {day} ist noch nicht wirksam; die bisherigen Kommunen bindet die Vereinbarung weiter.",
    "accession_not_approved": "Die Genehmigung des Beitritts fehlt.",
    "accession_not_approved_by_ministry": "Die Genehmigung des Innenministeriums zum Beitritt einer Kommune außerhalb Hessens fehlt.",
    "consent_given": "{body} hat dem Beitritt ({joining}){on} zugestimmt.",
    "consent_missing": "Zum Beitritt ({joining}) fehlt die Zustimmung der bisherigen Vertragspartei; eine Vorlage dazu ist nicht erfasst.",
    "consent_open": "Zum Beitritt ({joining}) fehlt die Zustimmung {body_of}; die Beratung{on} steht aus.",
    "consent_unknown": "Ob {body_mid} dem Beitritt ({joining}){on} zugestimmt hat, ist nicht eingetragen.",
    "consent_refused": "{body} hat dem Beitritt ({joining}){on} nicht zugestimmt.",
    "consent_suspended": "Die Zustimmung {body_of} zum Beitritt ({joining}) ist ausgesetzt; es muss erneut entschieden werden.",
    "consent_condition_open": "Die Bedingung „{text}“, unter der dem Beitritt ({joining}) zugestimmt werden darf, ist nicht erfüllt.",
    "consent_waived": "Nach der Öffnungsklausel braucht der Beitritt ({joining}) keine Zustimmung der bisherigen Kommunen; ob das genügt, ist zu prüfen.",
    "consents_to_come": "Zum Beitritt ({joining}) am {day} fehlt noch die Zustimmung: {towns}.",
    "accession_not_published": "Die öffentliche Bekanntmachung des Beitritts fehlt.",
    "accession_not_filed": "Der Beitritt ist der Aufsichtsbehörde anzuzeigen.",
    "forecast_scheduled": "{body} berät am {day}.",
    "forecast_next_meeting": "{body} tagt das nächste Mal am {day}; die Vorlage ist dort noch nicht eingetragen.",
    "forecast_no_meeting": "Es ist keine Sitzung {body_of} nach dem {day} erfasst.",
    "forecast_no_meeting_at_all": "Es ist keine Sitzung {body_of} erfasst.",
    "forecast_signing": "Alle Unterschriften liegen frühestens am {day} vor; gerechnet sind {span_days} nach dem letzten Beschluss ({is_assumed}).",
    "forecast_supervision": "Die Genehmigung liegt frühestens am {day} vor; gerechnet sind {span_days} nach dem Antrag ({is_assumed}).",
    "forecast_publication": "Bekannt gemacht ist die Vereinbarung frühestens am {day}; gerechnet sind {span_days} ({is_assumed}).",
    "forecast_after_end": "Wirksam würde die Vereinbarung erst am {day}; ihre Laufzeit endet schon am {end}.",
    "supervisor_moves": "Mit dem Beitritt wechselt die Aufsicht; dann ist zuständig: {supervisor}.",
    "notice_not_approved": "Die Kündigung zum {day} muss die Aufsichtsbehörde genehmigen; eine Genehmigung ist nicht erfasst, die Vereinbarung gilt weiter.",
}

HEADLINES: dict[EffectState, str] = {
    EffectState.EFFECTIVE: "Wirksam seit {since}",
    EffectState.RECORDED: "Wirksam seit {since} (laut Feststellung)",
    EffectState.NOT_EFFECTIVE: "Noch nicht wirksam",
    EffectState.UNKNOWN: "Wirksamkeit nicht bekannt",
    EffectState.EXPIRED: "Ausgelaufen am {until}",
    EffectState.TERMINATED: "Beendet durch Kündigung zum {until}",
}

MISSING: dict[EffectState, str] = {
    EffectState.NOT_EFFECTIVE: "Es fehlt",
    EffectState.UNKNOWN: "Nicht belegt",
}
MISSING_OF_ACCESSION = "Zum Beitritt fehlt"
NEXT: dict[EffectState, str] = {
    EffectState.NOT_EFFECTIVE: "Als Nächstes",
    EffectState.UNKNOWN: "Nicht belegt",
}
NEXT_OF_ACCESSION = "Zum Beitritt"
DUTY = "Nachzuholen"
"""Before the one thing that a single line names."""

EARLIEST = "Frühestens am {day}."
OUTLOOK: dict[bool, str] = {
    True: "frühestens am {day} (Annahme)",
    False: "frühestens am {day}",
}
"""By whether a day of the way there is assumed."""
EARLIEST_ASSUMED = "Frühestens am {day}, wenn die Annahmen zutreffen."
PROVIDED = "Vorausgesetzt: {items}."
NO_EARLIEST = "Ein frühester Tag lässt sich nicht nennen: {reason}"
NOTHING_KNOWN = "Es ist nichts erfasst, woraus er folgt."
MORE_OBSTACLES = "Dazu {count}."

ASSUMED: dict[bool, str] = {True: "Annahme", False: "so eingetragen"}

SUSPENDED_BY: dict[SuspensionKind, str] = {
    SuspensionKind.NOT_STATED: "",
    SuspensionKind.OBJECTION: " nach einem Widerspruch",
    SuspensionKind.COMPLAINT: " nach einer Beanstandung",
}

ITEMS: dict[str, tuple[str, ...]] = {
    "Beschluss": (
        "no_paper",
        "no_deciding_station",
        "resolution_pending",
        "resolution_unscheduled",
        "resolution_postponed",
        "resolution_rejected",
        "resolution_changed",
        "resolution_only_recommended",
        "resolution_only_noted",
        "resolution_withdrawn",
        "resolution_suspended",
        "meeting_cancelled",
        "paper_closed",
    ),
    "Ergebnis oder Tag des Beschlusses": (
        "resolution_unknown",
        "result_not_entered",
        "resolution_undated",
        "result_contradicts_votes",
    ),
    "Erfüllung der Maßgabe": ("condition_open", "condition_unchecked", "equal_wording_waits"),
    "gleich lautender Beschluss": (
        "equal_wording_differs",
        "equal_wording_unknown",
        "equal_wording_not_told",
    ),
    "dieselbe Fassung": ("different_versions",),
    "Unterschriften": ("signature_missing", "signatures_missing", "signature_of_head_missing"),
    "Rechtsform der Aufgaben": ("legal_form_not_stated", "no_contractual_task"),
    "Genehmigung": (
        "approval_missing",
        "approval_pending",
        "accession_not_approved",
        "accession_not_approved_by_ministry",
    ),
    "Zustimmung": (
        "consent_missing",
        "consent_open",
        "consent_unknown",
        "consent_refused",
        "consent_suspended",
        "consent_condition_open",
    ),
    "Bekanntmachung": ("publication_missing", "published_too_early", "accession_not_published"),
    "Vertragsparteien": ("parties_missing",),
    "Tag des Inkrafttretens": ("entry_date_missing",),
}
"""What is missing in one word, for summaries, with the reasons it stands for."""


def supervisor_text(found: Supervisor, *, dative: bool = False) -> str:
    """The authority in words; with `dative` as an agreement says whom it is submitted to (empty when unknown)."""
    words = SUPERVISORS_DATIVE if dative else SUPERVISORS
    region = found.region.removeprefix("Regierungsbezirk ")
    return words.get(found.level, "").format(district=of_district(found.district), region=region)


def of_district(name: str) -> str:
    """A district in the genitive, as far as its name tells how.

    >>> of_district("Hochtaunuskreis"), of_district("Landkreis Kassel")
    ('des Hochtaunuskreises', 'des Landkreises Kassel')
    """
    if name.casefold().endswith("kreis"):
        return f"des {name}es"
    if name.startswith("Landkreis "):
        return f"des Landkreises {name.removeprefix('Landkreis ')}"
    return f"({name})"
