"""The German word for every value of every enumeration of the field."""

from enum import StrEnum

from ozgdesk.domain import vocabulary as v
from ozgdesk.domain.feedback import PartState
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm, Weekday

LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    v.MunicipalityKind: {
        v.MunicipalityKind.TOWN: "Stadt",
        v.MunicipalityKind.MUNICIPALITY: "Gemeinde",
        v.MunicipalityKind.DISTRICT: "Landkreis",
        v.MunicipalityKind.ASSOCIATION: "Zweckverband",
    },
    v.FormOfAddress: {
        v.FormOfAddress.FEMALE: "Frau",
        v.FormOfAddress.MALE: "Herr",
        v.FormOfAddress.NEUTRAL: "ohne Angabe",
    },
    v.CommitteeKind: {
        v.CommitteeKind.COUNCIL: "Vertretung",
        v.CommitteeKind.ADMINISTRATION: "Magistrat/Gemeindevorstand",
        v.CommitteeKind.COMMITTEE: "Ausschuss",
        v.CommitteeKind.STEERING_GROUP: "Lenkungsgruppe",
        v.CommitteeKind.MAYORS_ROUND: "Bürgermeisterrunde",
        v.CommitteeKind.WORKING_GROUP: "Arbeitskreis",
    },
    v.Office: {
        v.Office.MAYOR: "Verwaltungsspitze",
        v.Office.FIRST_DEPUTY: "Allgemeine Vertretung",
        v.Office.BOARD_MEMBER: "Mitglied des Verwaltungsorgans",
        v.Office.CHAIR: "Vorsitz",
    },
    v.PaperKind: {
        v.PaperKind.RESOLUTION: "Beschlussvorlage",
        v.PaperKind.INFORMATION: "Mitteilungsvorlage",
        v.PaperKind.SUPPLEMENT: "Ergänzungsvorlage",
        v.PaperKind.ANSWER: "Antwort auf Anfrage",
    },
    SeriesRhythm: {
        SeriesRhythm.WEEKLY: "nach Wochen",
        SeriesRhythm.MONTHLY: "nach Monaten",
    },
    Weekday: {
        Weekday.MONDAY: "Montag",
        Weekday.TUESDAY: "Dienstag",
        Weekday.WEDNESDAY: "Mittwoch",
        Weekday.THURSDAY: "Donnerstag",
        Weekday.FRIDAY: "Freitag",
        Weekday.SATURDAY: "Samstag",
        Weekday.SUNDAY: "Sonntag",
    },
    MonthPlace: {
        MonthPlace.FIRST: "der erste",
        MonthPlace.SECOND: "der zweite",
        MonthPlace.THIRD: "der dritte",
        MonthPlace.FOURTH: "der vierte",
        MonthPlace.FIFTH: "der fünfte",
        MonthPlace.LAST: "der letzte",
    },
    v.SuspensionKind: {
        v.SuspensionKind.NOT_STATED: "nicht angegeben",
        v.SuspensionKind.OBJECTION: "Widerspruch",
        v.SuspensionKind.COMPLAINT: "Beanstandung",
    },
    v.ConsultationRole: {
        v.ConsultationRole.PREPARATORY: "vorberatend",
        v.ConsultationRole.DECIDING: "beschließend",
        v.ConsultationRole.INFORMATION: "zur Kenntnisnahme",
        v.ConsultationRole.NOT_STATED: "nicht angegeben",
    },
    v.Result: {
        v.Result.OPEN: "steht aus",
        v.Result.UNKNOWN: "Ergebnis nicht bekannt",
        v.Result.ADOPTED: "beschlossen",
        v.Result.UNANIMOUS: "einstimmig beschlossen",
        v.Result.MAJORITY: "mehrheitlich beschlossen",
        v.Result.REJECTED: "abgelehnt",
        v.Result.RECOMMENDED: "empfohlen",
        v.Result.NOT_RECOMMENDED: "nicht empfohlen",
        v.Result.CHANGED: "geändert beschlossen",
        v.Result.POSTPONED: "vertagt",
        v.Result.REFERRED: "verwiesen",
        v.Result.REMOVED: "abgesetzt",
        v.Result.WITHDRAWN: "zurückgezogen",
        v.Result.NOTED: "zur Kenntnis genommen",
    },
    v.TaskKind: {v.TaskKind.TASK: "Aufgabe", v.TaskKind.MILESTONE: "Meilenstein"},
    v.TaskState: {
        v.TaskState.PLANNED: "geplant",
        v.TaskState.IN_PROGRESS: "in Arbeit",
        v.TaskState.WAITING_CONTRIBUTION: "wartet auf Zuarbeit",
        v.TaskState.WAITING_THIRD: "wartet auf Dritte",
        v.TaskState.IN_COUNCIL: "im Gremium",
        v.TaskState.DONE: "erledigt",
        v.TaskState.DORMANT: "ruht",
        v.TaskState.DROPPED: "entfällt",
    },
    v.ConstraintKind: {
        v.ConstraintKind.AS_SOON_AS_POSSIBLE: "so früh wie möglich",
        v.ConstraintKind.NOT_BEFORE: "Anfang nicht vor",
        v.ConstraintKind.START_ON: "muss anfangen am",
        v.ConstraintKind.FINISH_ON: "muss enden am",
        v.ConstraintKind.NOT_AFTER: "Ende nicht nach",
        v.ConstraintKind.AS_LATE_AS_POSSIBLE: "so spät wie möglich",
    },
    v.DeadlineKind: {
        v.DeadlineKind.LEGAL: "gesetzlich",
        v.DeadlineKind.POLITICAL: "politisch",
        v.DeadlineKind.OWN: "eigene",
    },
    v.LegalForm: {
        v.LegalForm.NOT_STATED: "nicht genannt",
        v.LegalForm.DELEGATION: "Delegation",
        v.LegalForm.MANDATE: "Mandatierung",
        v.LegalForm.COORDINATION: "nur Abstimmung",
    },
    v.LinkKind: {
        v.LinkKind.FS: "Ende–Anfang",
        v.LinkKind.SS: "Anfang–Anfang",
        v.LinkKind.FF: "Ende–Ende",
        v.LinkKind.SF: "Anfang–Ende",
    },
    v.LagKind: {
        v.LagKind.WORKING: "Arbeitszeit",
        v.LagKind.ELAPSED: "Kalenderzeit",
        v.LagKind.PERCENT: "Prozent der Dauer",
    },
    v.Role: {
        v.Role.LEAD: "Federführung",
        v.Role.CONTRIBUTOR: "Zuarbeit",
        v.Role.INFORMED: "Kenntnis",
    },
    PartState: {PartState.OPEN: "offen", PartState.DELIVERED: "erledigt"},
    v.ClosureKind: {
        v.ClosureKind.OFFICE_CLOSED: "Rathaus geschlossen",
        v.ClosureKind.COUNCIL_RECESS: "Sitzungsfreie Zeit",
    },
    v.LoadShare: {
        v.LoadShare.EQUAL: "gleichen Teilen",
        v.LoadShare.POPULATION: "Einwohnerzahl",
        v.LoadShare.FIXED: "festen Anteilen",
    },
    v.DecisionRule: {
        v.DecisionRule.NOT_STATED: "nicht genannt",
        v.DecisionRule.CONSENSUS: "Einvernehmen",
        v.DecisionRule.UNANIMITY: "Einstimmigkeit",
        v.DecisionRule.MAJORITY: "Mehrheit",
    },
    v.Presence: {
        v.Presence.PRESENT: "anwesend",
        v.Presence.EXCUSED: "entschuldigt",
        v.Presence.ABSENT: "abwesend",
    },
    v.MinutesState: {
        v.MinutesState.NONE: "kein Protokoll",
        v.MinutesState.OPEN: "Sitzung läuft",
        v.MinutesState.CLOSED: "abgeschlossen",
    },
    v.MinuteKind: {
        v.MinuteKind.TOPIC: "Tagesordnungspunkt",
        v.MinuteKind.NOTE: "Notiz",
        v.MinuteKind.RESOLUTION: "Beschluss",
        v.MinuteKind.TASK: "Auftrag",
        v.MinuteKind.CHANGE: "Änderung",
    },
    v.Outcome: {
        v.Outcome.OPEN: "offen",
        v.Outcome.CARRIED: "angenommen",
        v.Outcome.NOT_CARRIED: "nicht angenommen",
        v.Outcome.POSTPONED: "vertagt",
    },
    v.VersionState: {
        v.VersionState.DRAFT: "Arbeitsentwurf",
        v.VersionState.FOR_CONSULTATION: "Fassung zur Beratung",
        v.VersionState.RESOLVED: "beschlossene Fassung",
        v.VersionState.SIGNED: "unterzeichnete Fassung",
    },
    v.EntryIntoForce: {
        v.EntryIntoForce.NOT_STATED: "nicht genannt",
        v.EntryIntoForce.FIXED_DATE: "an einem festen Tag",
        v.EntryIntoForce.LAST_SIGNATURE: "mit der letzten Unterschrift",
        v.EntryIntoForce.FIRST_OF_NEXT_MONTH: "am Ersten des Folgemonats",
        v.EntryIntoForce.DAY_AFTER_PUBLICATION: "am Tag nach der Bekanntmachung",
    },
    v.ClauseKind: {
        v.ClauseKind.FORMULA: "Eingangsformel",
        v.ClauseKind.PREAMBLE: "Präambel",
        v.ClauseKind.CLAUSE: "Paragraf",
        v.ClauseKind.PARAGRAPH: "Absatz",
        v.ClauseKind.NUMBER: "Nummer",
        v.ClauseKind.LETTER: "Buchstabe",
        v.ClauseKind.ANNEX: "Anlage",
    },
    v.CostKey: {
        v.CostKey.NOT_STATED: "nicht genannt",
        v.CostKey.EQUAL: "gleichen Teilen",
        v.CostKey.POPULATION: "Einwohnerzahl",
        v.CostKey.FIXED: "festen Anteilen",
    },
    v.NoticeTo: {
        v.NoticeTo.NOT_STATED: "nicht genannt",
        v.NoticeTo.ANY_DAY: "jedem Tag",
        v.NoticeTo.MONTH_END: "Monatsende",
        v.NoticeTo.QUARTER_END: "Quartalsende",
        v.NoticeTo.HALF_YEAR_END: "Ende des Halbjahres",
        v.NoticeTo.YEAR_END: "Jahresende",
    },
    v.AgreementDate: {
        v.AgreementDate.START: "Beginn der Laufzeit",
        v.AgreementDate.END: "Ende der Laufzeit",
        v.AgreementDate.LAST_NOTICE: "letzter Tag der Kündigung",
        v.AgreementDate.REVIEW: "Überprüfung der Vereinbarung",
        v.AgreementDate.GRANT_BINDING: "Ende der Zweckbindung",
        v.AgreementDate.TAX_OPTION: "Ende der Optionsfrist zur Umsatzsteuer",
    },
    v.ClauseTopic: {
        v.ClauseTopic.NOT_STATED: "nicht genannt",
        v.ClauseTopic.PARTIES: "Beteiligte und Rechtsgrundlage",
        v.ClauseTopic.PURPOSE: "Gegenstand und Ziel",
        v.ClauseTopic.TASKS: "Aufgaben und Federführung",
        v.ClauseTopic.STAFF: "Personal",
        v.ClauseTopic.DEPUTISING: "Vertretung",
        v.ClauseTopic.PARTICIPATION: "Mitwirkung und Lenkungsgruppe",
        v.ClauseTopic.COSTS: "Kosten und Abrechnung",
        v.ClauseTopic.GRANTS: "Fördermittel",
        v.ClauseTopic.STANDARDS: "IT-Standards und Beschaffung",
        v.ClauseTopic.DATA_PROTECTION: "Datenschutz",
        v.ClauseTopic.LIABILITY: "Haftung",
        v.ClauseTopic.ACCESSION: "Beitritt weiterer Kommunen",
        v.ClauseTopic.TERM: "Laufzeit",
        v.ClauseTopic.NOTICE: "Kündigung",
        v.ClauseTopic.SETTLEMENT: "Auseinandersetzung",
        v.ClauseTopic.PROCEDURE: "Anzeige, Genehmigung und Bekanntmachung",
        v.ClauseTopic.ENTRY: "Inkrafttreten",
        v.ClauseTopic.WRITTEN_FORM: "Schriftform",
        v.ClauseTopic.SEVERABILITY: "Salvatorische Klausel",
    },
    v.ReviewState: {
        v.ReviewState.CHECKED: "geprüft",
        v.ReviewState.NOT_APPLICABLE: "nicht einschlägig",
    },
    v.RemarkState: {
        v.RemarkState.OPEN: "offen",
        v.RemarkState.ACCEPTED: "übernommen",
        v.RemarkState.REJECTED: "abgelehnt",
    },
    v.SupervisorStepKind: {
        v.SupervisorStepKind.FILING: "Anzeige",
        v.SupervisorStepKind.APPROVAL: "Genehmigung",
        v.SupervisorStepKind.PUBLICATION: "Bekanntmachung",
    },
    v.GrantState: {
        v.GrantState.SIGNALLED: "signalisiert",
        v.GrantState.PROSPECTIVE: "in Aussicht gestellt",
        v.GrantState.APPLIED: "beantragt",
        v.GrantState.AWARDED: "bewilligt",
    },
    v.SavingState: {v.SavingState.CALCULATED: "kalkuliert", v.SavingState.PROVEN: "nachgewiesen"},
    v.Level: {v.Level.LOW: "gering", v.Level.MEDIUM: "mittel", v.Level.HIGH: "hoch"},
    v.Light: {
        v.Light.GREEN: "grün",
        v.Light.YELLOW: "gelb",
        v.Light.RED: "rot",
        v.Light.GREY: "nicht bewertet",
    },
    v.Dimension: {
        v.Dimension.SCHEDULE: "Termine",
        v.Dimension.COST: "Kosten",
        v.Dimension.OUTCOME: "Ergebnis",
        v.Dimension.RISK: "Risiko",
    },
    v.DocumentKind: {
        v.DocumentKind.PAPER: "Vorlage",
        v.DocumentKind.RESOLUTION_EXTRACT: "Beschlussauszug",
        v.DocumentKind.AGREEMENT: "Vereinbarung",
        v.DocumentKind.LETTER: "Schreiben",
        v.DocumentKind.NOTICE: "Bescheid",
        v.DocumentKind.MINUTES: "Protokoll",
        v.DocumentKind.OTHER: "Sonstiges",
    },
}


def label(value: StrEnum) -> str:
    """The German word for an enumeration value, as it stands in the middle of a sentence.

    >>> label(v.TaskState.DONE)
    'erledigt'
    """
    return LABELS[type(value)][value]
