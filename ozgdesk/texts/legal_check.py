"""The words of the legal check: how grave a finding is, where it sits, what can be done, and its sentence."""

from datetime import date
from enum import StrEnum

from ozgdesk import formats
from ozgdesk.domain.findings import Severity
from ozgdesk.domain.formal_findings import FORM_RULE
from ozgdesk.domain.legal_check import FixKind, Hit
from ozgdesk.domain.legal_check.term_and_notice import WhyLong
from ozgdesk.domain.supervisor import SupervisorLevel
from ozgdesk.texts.labels import label
from ozgdesk.texts.law import Rule

SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: "Pflichtinhalt fehlt",
    Severity.WARNING: "Verfahren offen",
    Severity.NOTE: "Hinweis",
}
SEVERITIES_OF_MANY = {**SEVERITIES, Severity.NOTE: "Hinweise"}
"""The same over a list."""

FIXES: dict[FixKind, str] = {
    FixKind.INSERT_CLAUSE: "Baustein einfügen …",
    FixKind.SET_LEGAL_FORM: "Rechtsform wählen …",
    FixKind.SET_LEAD: "Federführung vergeben …",
    FixKind.PROPOSE_SIGNATURES: "Unterschriften vorsehen",
    FixKind.PROPOSE_STEPS: "Verfahrensschritte vorsehen",
    FixKind.OFFER_SEAL: "Siegelfeld vorsehen",
}

PRESUMED = "vermutlich „{topic}“"
"""How a part is described whose topic was only recognised by its words."""

DISCLAIMER = (
    "Die Liste hilft beim Prüfen und ist keine Rechtsberatung. Was mit „bitte prüfen“ gekennzeichnet ist, "
    "ist nicht in einer geltenden Fassung nachgelesen."
)

LAPSED = (
    "War am {day} als {state} geschlossen ({reason}); seither hat sich der Text oder eine Angabe geändert."
)
"""What a finding says that came back."""

WHOLE = "Vereinbarung"
PLACES = {
    "supervisor_step": "Verfahren",
    "signature": "Unterschriften",
    "agreement_party": "Vertragsparteien",
}
"""Where a finding sits, by the kind of row it is about."""

PROCEDURE_REASONS = frozenset(
    {
        "no_contractual_task",
        "legal_form_not_stated",
        "procedure_approval",
        "procedure_mixed",
        "procedure_filing",
        "procedure_none",
    }
)
"""The reasons of the effect that say why a procedure is needed."""

_LEVELS: dict[SupervisorLevel, str] = {
    SupervisorLevel.DISTRICT_ADMINISTRATOR: "der Landrat als Behörde der Landesverwaltung",
    SupervisorLevel.REGIONAL_COUNCIL: "das Regierungspräsidium",
    SupervisorLevel.MINISTRY: "das Innenministerium",
}

_WHY_LONG: dict[WhyLong, str] = {
    WhyLong.UNLIMITED: "unbefristet",
    WhyLong.LONG: "länger als zehn Jahre",
    WhyLong.RENEWED: "mit automatischer Verlängerung",
}


def rule_name(rule: str) -> str:
    """A rule as notes name it; faults in the form of a text have no number."""
    return "Form des Textes" if rule == FORM_RULE else rule


def sentence(hit: Hit, law: Rule) -> str:
    """The German sentence of a finding, by the record of its rule that holds."""
    return law.findings[hit.code].message.format(
        **{name: _worded(value) for name, value in hit.values.items()}
    )


def _worded(value: object) -> object:
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, SupervisorLevel):
        return _LEVELS[value]
    if isinstance(value, WhyLong):
        return _WHY_LONG[value]
    if isinstance(value, StrEnum):
        return label(value)
    return value.replace("„", "‚").replace("“", "‘") if isinstance(value, str) else value
