"""Neighbouring law: data protection, value added tax, public procurement."""

from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.legal_check.case import Case
from ozgdesk.domain.legal_check.hits import Hit
from ozgdesk.domain.term import whole_years
from ozgdesk.domain.vocabulary import ClauseTopic, CostKey, LegalForm

LONG_TERM_YEARS = 5
OPTION_UNTIL = date(2026, 12, 31)
TAX = r"umsatzsteuer|\bust\b|mehrwertsteuer|§\s2b"
PROCESSOR = r"auftragsverarbeit|im auftrag verarbeit|art\. ?28|av-vertrag"


def controller(case: Case) -> Iterator[Hit]:
    """DS-01, § 39 HDSIG, Art. 26 DSGVO: the office that runs a joint procedure is named."""
    if case.has_text and case.acts_for_others and not case.says(r"verfahrensfuehrend|federfuehrende stelle"):
        code = "no_controller" if case.about(ClauseTopic.DATA_PROTECTION) else "no_data_protection"
        yield case.hit_about("DS-01", code, ClauseTopic.DATA_PROTECTION)


def processor(case: Case) -> Iterator[Hit]:
    """DS-02, Art. 28 DSGVO (unverified for a mandate): processing on behalf needs a contract."""
    if case.has_text and LegalForm.MANDATE in case.forms and not case.says(PROCESSOR):
        yield case.hit_about("DS-02", "no_processing_contract", ClauseTopic.DATA_PROTECTION)


def long_term(case: Case) -> Iterator[Hit]:
    """UST-01, § 2b Abs. 3 Nr. 2 UStG: five years count as long-term as a rule, without limit always."""
    agreement, years = case.agreement, case.agreement.term_years
    if years is None and agreement.starts_on and agreement.ends_on:
        years = whole_years(agreement.starts_on, agreement.ends_on)
    if _shares_costs(case) and not agreement.is_unlimited and years is not None and years < LONG_TERM_YEARS:
        yield case.hit("UST-01", "not_long_term", {"years": years})


def tax_of_refunds(case: Case) -> Iterator[Hit]:
    """UST-02, § 2b UStG: refunds between municipalities are looked at, and the release by a delegation."""
    if not case.has_text or not _shares_costs(case):
        return
    delegated = [task.number for task in case.tasks if task.legal_form is LegalForm.DELEGATION]
    if delegated and not case.says("befreiende"):
        yield case.hit("UST-02", "release_not_named", {"numbers": ", ".join(delegated)})
    if LegalForm.MANDATE in case.forms and not case.says(TAX):
        yield case.hit("UST-02", "tax_not_considered")


def tax_clause(case: Case) -> Iterator[Hit]:
    """UST-03, § 27 Abs. 22a UStG (unverified): after the option ends, a clause adds the tax that is owed."""
    runs_on = case.effect.until is None or case.effect.until > OPTION_UNTIL
    if case.has_text and runs_on and _shares_costs(case) and not case.says(TAX):
        yield case.hit_about("UST-03", "no_tax_clause", ClauseTopic.COSTS, {"day": OPTION_UNTIL})


def procurement(case: Case) -> Iterator[Hit]:
    """VGB-01, § 108 GWB: cooperation without a tender serves common aims of public interest only."""
    aims = r"gemeinsame[nrs]? (ziele?|zweck|oeffentlich)|oeffentlichen? interesse|gemeinwohl"
    if case.has_text and case.acts_for_others and _shares_costs(case) and not case.says(aims):
        yield case.hit_about("VGB-01", "no_common_aim", ClauseTopic.PURPOSE)


def _shares_costs(case: Case) -> bool:
    """Whether money flows between the parties, by the data or by the text."""
    has_key = case.agreement.cost_key is not CostKey.NOT_STATED
    return case.acts_for_others and (has_key or bool(case.about(ClauseTopic.COSTS)))
