"""What is chosen before a first draft is written from the library, and which clauses follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.legal_check.term_and_notice import YEARS_WITHOUT_NOTICE_CLAUSE
from ozgdesk.domain.vocabulary import CostKey, EntryIntoForce, LegalForm, NoticeTo

DEFAULT_YEARS = 5
DEFAULT_MONTHS = 6
DAYS_OF_A_YEAR = 365.25

_FORMS = {LegalForm.MANDATE: "mandate", LegalForm.DELEGATION: "delegation"}
_ENTRIES = {LegalForm.MANDATE: "entry-signature", LegalForm.DELEGATION: "entry-publication"}
_COSTS = {CostKey.EQUAL: "equal", CostKey.POPULATION: "population", CostKey.FIXED: "fixed"}


@dataclass(frozen=True, slots=True)
class SkeletonChoices:
    """The alternatives of a draft.

    `form` NOT_STATED: per task; `years` None: unlimited; `months` None: notice for good cause only, as far as
    the law allows it; `sets_form`: tasks without a legal form get `form`.
    """

    form: LegalForm = LegalForm.NOT_STATED
    cost_key: CostKey = CostKey.EQUAL
    is_open: bool = True
    is_mutual: bool = True
    years: int | None = DEFAULT_YEARS
    months: int | None = DEFAULT_MONTHS
    notice_to: NoticeTo = NoticeTo.YEAR_END
    sets_form: bool = False

    @property
    def needs_notice(self) -> bool:
        """Whether the text must say how notice is given (§ 24 Abs. 3 KGG): unlimited or beyond ten years."""
        return self.years is None or self.years > YEARS_WITHOUT_NOTICE_CLAUSE

    @property
    def has_notice(self) -> bool:
        """Whether ordinary notice is possible."""
        return self.needs_notice or self.months is not None

    @property
    def entry(self) -> EntryIntoForce:
        """When the agreement enters into force, as far as the legal form decides it."""
        return {
            LegalForm.MANDATE: EntryIntoForce.LAST_SIGNATURE,
            LegalForm.DELEGATION: EntryIntoForce.DAY_AFTER_PUBLICATION,
        }.get(self.form, EntryIntoForce.NOT_STATED)

    def template_ids(self) -> Iterator[str]:
        """The supplied clauses of the draft in their order."""
        form = _FORMS.get(self.form, "mixed")
        yield from ("formula", "preamble", "purpose", f"tasks-{form}", "staff-own")
        yield "deputising-mutual" if self.is_mutual else "deputising-own"
        yield from ("participation-unanimous", f"costs-{_COSTS.get(self.cost_key, 'equal')}", "grants-equal")
        yield from ("standards", "data-protection", "liability")
        yield "accession-open" if self.is_open else "accession-closed"
        yield "term-unlimited" if self.years is None else "term-fixed"
        yield "notice-period" if self.has_notice else "notice-cause"
        yield from ("settlement", f"procedure-{form}", _ENTRIES.get(self.form, "entry-open"))
        yield from ("written-form", "severability", "annex-tasks")


def stated_choices(agreement: Agreement) -> SkeletonChoices:
    """The choices an agreement has made already; where it is silent, the usual ones."""
    years: int | None = agreement.term_years or DEFAULT_YEARS
    if agreement.starts_on and agreement.ends_on and not agreement.term_years:
        years = max(round((agreement.ends_on - agreement.starts_on).days / DAYS_OF_A_YEAR), 1)
    months: int | None = agreement.notice_months or DEFAULT_MONTHS
    if agreement.has_notice_clause is False:
        months = None
    has_day = agreement.notice_to is not NoticeTo.NOT_STATED
    return SkeletonChoices(
        cost_key=CostKey.EQUAL if agreement.cost_key is CostKey.NOT_STATED else agreement.cost_key,
        years=None if agreement.is_unlimited else years,
        months=months,
        notice_to=agreement.notice_to if has_day else NoticeTo.YEAR_END,
    )
