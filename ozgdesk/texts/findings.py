"""The sentence to every finding about the plan, the ownership and the agreement."""

from ozgdesk.domain.findings import Finding

FINDINGS: dict[str, str] = {
    "no_lead": "Aufgabe {number} „{name}“ hat keine federführende Kommune.",
    "lead_without_person": "Aufgabe {number} „{name}“: die Federführung ({code}) hat keine Ansprechperson.",
    "contribution_without_date": "Aufgabe {number} „{name}“: die Zuarbeit von {code} hat keinen Termin.",
    "overdue": "Aufgabe {number} „{name}“ sollte am {day} fertig sein.",
    "deadline_missed": "Aufgabe {number} „{name}“ endet am {day}, die Frist ist der {deadline}.",
    "link_cycle": "Diese Aufgaben hängen im Kreis voneinander ab: {tasks}.",
    "impossible_constraint": "Aufgabe {number} „{name}“: die Vorgabe „{constraint}“ ist nicht einzuhalten.",
    "no_legal_form": "Vertragsaufgabe {number} „{name}“ hat keine Rechtsform (§ 24 Abs. 1 KGG).",
}


def finding_message(finding: Finding) -> str:
    """The German sentence to a finding."""
    return FINDINGS[finding.code].format(**finding.values)
