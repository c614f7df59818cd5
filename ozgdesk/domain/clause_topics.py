"""What a part of an agreement is about: its stated topic, else a cautious guess from heading and words.

A guess is only ever shown as one. Words are compared folded (`folded`), so the patterns hold no umlauts.
"""

import re
import unicodedata
from collections.abc import Mapping

from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic

_DIAERESIS = "\u0308"
_SOFT_HYPHEN = "\u00ad"

_HEADINGS: dict[ClauseTopic, str] = {
    ClauseTopic.PARTIES: r"beteiligte|vertragspartei|vertragspartner|parteien",
    ClauseTopic.PURPOSE: r"gegenstand|\bziele?\b|zweck",
    ClauseTopic.TASKS: r"aufgabe|federfuehrung|zustaendigkeit|leistungen",
    ClauseTopic.STAFF: r"personal|beschaeftigte",
    ClauseTopic.DEPUTISING: r"vertretung",
    ClauseTopic.PARTICIPATION: r"mitwirkung|lenkung|beirat|abstimmung|mitbestimmung|gremien",
    ClauseTopic.COSTS: r"kosten|abrechnung|finanz|verguetung|umlage|entgelt",
    ClauseTopic.GRANTS: r"foerder|zuwendung",
    ClauseTopic.STANDARDS: r"standard|software|beschaffung|vergabe|technik",
    ClauseTopic.DATA_PROTECTION: r"datenschutz|personenbezogen|auftragsverarbeitung",
    ClauseTopic.LIABILITY: r"haftung",
    ClauseTopic.ACCESSION: r"beitritt|oeffnungsklausel|weiterer kommunen|erweiterung",
    ClauseTopic.TERM: r"laufzeit|dauer|geltung|befrist",
    ClauseTopic.NOTICE: r"kuendigung|beendigung|austritt",
    ClauseTopic.SETTLEMENT: r"auseinandersetzung|abwicklung|folgen der (kuendigung|beendigung)",
    ClauseTopic.PROCEDURE: r"anzeige|genehmigung|bekanntmachung|aufsicht",
    ClauseTopic.ENTRY: r"in-?kraft-?treten|wirksamkeit|wirksamwerden",
    ClauseTopic.WRITTEN_FORM: r"schriftform|aenderung|nebenabrede",
    ClauseTopic.SEVERABILITY: r"salvatorisch|unwirksam",
}

_BODIES: dict[ClauseTopic, tuple[str, str]] = {
    ClauseTopic.TASKS: ("{field:led", r"\{field:led_tasks\}"),
    ClauseTopic.PARTICIPATION: (
        "lenkungsgruppe mitwirkungsrecht anzuhoeren nehmen",
        r"lenkungsgruppe|mitwirkungsrecht|anzuhoeren|\b(be|einver)nehmen mit\b",
    ),
    ClauseTopic.COSTS: (
        "kosten erstattet",
        r"kosten (tragen|traegt|werden)|\bkostenerstattung\b|wird erstattet",
    ),
    ClauseTopic.DATA_PROTECTION: (
        "personenbezogene verfahrensfuehrend auftragsverarbeitung",
        r"personenbezogene daten|verfahrensfuehrende|auftragsverarbeitung",
    ),
    ClauseTopic.ACCESSION: ("beitr", r"kommunen koennen .{0,60}beitreten|beitritt (weiterer|einer weiteren)"),
    ClauseTopic.TERM: (
        "unbefristet unbestimmte {field: gilt laufzeit",
        r"\bunbefristet|unbestimmte (zeit|dauer)|\{field:(term_years|ends_on)\}|\bgilt (fuer|bis)\b"
        r"|laufzeit (von|betraegt|endet)",
    ),
    ClauseTopic.NOTICE: (
        "kuendig {field:notice",
        r"kuendigungsfrist|\{field:notice_period\}|kann .{0,80}\b(gekuendigt|kuendigen)\b",
    ),
    ClauseTopic.PROCEDURE: (
        "aufsicht {field:supervisor bekannt",
        r"aufsichtsbehoerde|\{field:supervisor\}|bekannt gemacht",
    ),
    ClauseTopic.ENTRY: ("kraft wirksam", r"tritt .{0,60}in kraft|wird .{0,60}\bwirksam\b"),
    ClauseTopic.WRITTEN_FORM: (
        "schrift",
        r"der schriftform|aenderung[^.]{0,60}schriftlich|schriftlichen aenderung",
    ),
}
"""Pieces of words of which one must be there before the pattern is looked for, which takes longer."""

_BY_KIND = {ClauseKind.FORMULA: ClauseTopic.PARTIES, ClauseKind.PREAMBLE: ClauseTopic.PURPOSE}

_HEADING_PATTERNS = {topic: re.compile(words) for topic, words in _HEADINGS.items()}
_BODY_PATTERNS = {topic: (gates.split(), re.compile(words)) for topic, (gates, words) in _BODIES.items()}


def folded(text: str) -> str:
    """Text for comparing: small letters, umlauts as two letters, single spaces.

    >>> folded("Kündigung  nach §\u00a07")
    'kuendigung nach § 7'
    """
    plain = unicodedata.normalize("NFD", text.casefold()).replace(_DIAERESIS, "e").replace(_SOFT_HYPHEN, "")
    return " ".join(plain.split())


def topics_of(
    head: Clause, heading: str, body: str, stated: frozenset[ClauseTopic]
) -> Mapping[ClauseTopic, bool]:
    """The topics of a top-level part with all below it, each with whether it is only a guess.

    `heading` and `body` are folded words, `stated` the topics its parts carry. A stated topic does not keep
    a heading like "Laufzeit und Kündigung" from being read as two.
    """
    found = {topic: True for topic, pattern in _HEADING_PATTERNS.items() if pattern.search(heading)}
    if head.kind in _BY_KIND:
        found[_BY_KIND[head.kind]] = True
    else:
        found |= {
            topic: True
            for topic, (gates, pattern) in _BODY_PATTERNS.items()
            if any(gate in body for gate in gates) and pattern.search(body)
        }
    return {**found, **dict.fromkeys(stated - {ClauseTopic.NOT_STATED}, False)}


def topics_by_heading(head: Clause) -> tuple[ClauseTopic, ...]:
    """The topics that the heading of a part names: a guess."""
    heading = folded(head.heading)
    return tuple(topic for topic, pattern in _HEADING_PATTERNS.items() if pattern.search(heading))
