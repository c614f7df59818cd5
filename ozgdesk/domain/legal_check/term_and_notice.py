"""Term, notice and adaptation (§§ 24, 27 KGG, § 60 VwVfG)."""

import re
from collections.abc import Iterator
from enum import StrEnum

from ozgdesk.domain.legal_check.case import Case, guess_of
from ozgdesk.domain.legal_check.hits import Hit
from ozgdesk.domain.term import years_after
from ozgdesk.domain.vocabulary import ClauseTopic


class WhyLong(StrEnum):
    """Why a notice clause is compulsory."""

    UNLIMITED = "unlimited"
    LONG = "long"
    RENEWED = "renewed"


YEARS_WITHOUT_NOTICE_CLAUSE = 10
UNLIMITED = r"\bunbefristet|unbestimmte (zeit|dauer)"
NOTICE = r"kuendig"
EXCLUDED = (
    r"kuendig[^.;]{0,120}(ausgeschlossen|nicht zulaessig|unzulaessig|nicht moeglich)|unkuendbar"
    r"|nicht[^.;]{0,40}gekuendigt werden"
)
ORDINARY_ONLY = r"(?<!ausser)ordentlich"
WRITTEN_NOTICE = r"kuendig[^.;]{0,80}schrift|schrift[^.;]{0,80}kuendig"
GOOD_CAUSE = r"wichtige[mnr] grund|ausserordentliche"
KEPT = r"(wichtige[mnr] grund|ausserordentliche)[^.;]{0,80}(unberuehrt|bleibt|moeglich|zulaessig)"


def notice(case: Case) -> Iterator[Hit]:
    """KGG-06, § 24 Abs. 3: unlimited or longer than ten years, so the text names how notice is given.

    Exactly ten years do not ask for it, a prolongation by itself beyond ten years does (derived).
    """
    reason = _why_long(case)
    if reason is None:
        return
    if case.agreement.has_notice_clause is False:
        yield case.hit_missing("KGG-06", "no_notice_clause", ClauseTopic.NOTICE, {"reason": reason})
    elif case.has_text:
        about = case.about(ClauseTopic.NOTICE)
        if not any(re.search(NOTICE, f"{p.heading} {p.words}") for p in about):
            yield case.hit_missing("KGG-06", "no_notice_clause", ClauseTopic.NOTICE, {"reason": reason})
    elif not _has_notice_data(case):
        yield case.hit("KGG-06", "no_notice_clause", {"reason": reason})


def term_stated_twice(case: Case) -> Iterator[Hit]:
    """KGG-06: the text says the agreement is unlimited, the data give it an end; one of them is wrong."""
    limited = not case.agreement.is_unlimited and (case.agreement.term_years or case.agreement.ends_on)
    if not limited:
        return
    for passage, part, words in case.parts_saying(UNLIMITED):
        if ClauseTopic.TERM in passage.topics and not re.search(r"nicht unbefristet", words):
            guess = guess_of(passage, ClauseTopic.TERM)
            yield case.hit_clause("KGG-06", "term_contradicts", part, words, guess=guess)


def good_cause(case: Case) -> Iterator[Hit]:
    """KGG-19, § 27 Abs. 2 Satz 1: notice for an important reason cannot be excluded."""
    is_kept = case.says(KEPT)
    for passage, part, words in case.parts_saying(EXCLUDED):
        sentence = next((s for s in re.split(r"(?<=[.;])\s", words) if re.search(EXCLUDED, s)), words)
        names_cause = re.search(GOOD_CAUSE, sentence) and not re.search(KEPT, sentence)
        is_total = not re.search(ORDINARY_ONLY, sentence) and not is_kept
        if names_cause or is_total:
            guess = guess_of(passage, ClauseTopic.NOTICE)
            yield case.hit_clause("KGG-19", "good_cause_excluded", part, words, guess=guess)


def adaptation(case: Case) -> Iterator[Hit]:
    """VWV-01, § 60 VwVfG: adaptation to changed circumstances; notice is given in writing."""
    pattern = r"anpassung[^.;]{0,80}ausgeschlossen"
    for _, part, words in case.parts_saying(pattern):
        yield case.hit_clause("VWV-01", "adaptation_excluded", part, words)
    for passage in case.about(ClauseTopic.NOTICE):
        is_written = re.search(r"schrift|textform", passage.words) or case.says(WRITTEN_NOTICE)
        if re.search(NOTICE, passage.words) and not is_written:
            guess = guess_of(passage, ClauseTopic.NOTICE)
            yield case.hit_clause("VWV-01", "notice_not_in_writing", passage.head, passage.words, guess=guess)


def _why_long(case: Case) -> WhyLong | None:
    """Why the duty applies, or None where it does not."""
    agreement = case.agreement
    if agreement.is_unlimited:
        return WhyLong.UNLIMITED
    if (agreement.term_years or 0) > YEARS_WITHOUT_NOTICE_CLAUSE:
        return WhyLong.LONG
    start, end = agreement.starts_on, agreement.ends_on
    if start and end and end >= years_after(start, YEARS_WITHOUT_NOTICE_CLAUSE):
        return WhyLong.LONG
    if agreement.renewal_years:
        return WhyLong.RENEWED
    says_so = any(ClauseTopic.TERM in passage.topics for passage, _, _ in case.parts_saying(UNLIMITED))
    is_dated = agreement.term_years or agreement.ends_on
    return WhyLong.UNLIMITED if says_so and not is_dated else None


def _has_notice_data(case: Case) -> bool:
    agreement = case.agreement
    return bool(agreement.has_notice_clause or agreement.notice_period.strip() or agreement.notice_months)
