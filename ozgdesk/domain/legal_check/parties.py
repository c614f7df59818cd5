"""The parties in the text and what happens to them (§§ 24, 28 KGG, §§ 66, 71 HGO)."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.clause_topics import folded
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.legal_check.case import Case
from ozgdesk.domain.legal_check.hits import Hit
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, MunicipalityKind

LISTED = r"\{field:party_list\}"
NAMED = r"\{field:(party_list|parties)\}"
BOARDS = {
    MunicipalityKind.TOWN: r"magistrat",
    MunicipalityKind.MUNICIPALITY: r"gemeindevorstand",
    MunicipalityKind.DISTRICT: r"kreisausschuss",
    MunicipalityKind.ASSOCIATION: r"verbandsvorstand|vorstand",
}
BY_HEAD = r"vertreten durch (den|die|ihren|ihre|seinen|seine|deren) ((ober)?buergermeister|landr[ae]+t)"
MONTHS_AFTER_SUCCESSION = 3


def parties_named(case: Case) -> Iterator[Hit]:
    """KGG-03, § 24 Abs. 4 Satz 1: every party stands in the text with kind and representing organ."""
    if len(case.parties) < 2:
        yield case.hit("KGG-03", "parties_missing", facts=(len(case.parties),))
    if not case.has_text:
        return
    entry = _entry(case)
    if re.search(LISTED, entry):
        return
    named = bool(re.search(NAMED, entry))
    gone = [p for p in case.parties if not named and folded(p.name) not in entry]
    if gone:
        values = {"codes": ", ".join(party.code for party in gone)}
        yield case.hit_about("KGG-03", "party_not_named", ClauseTopic.PARTIES, values)
    mute = [p for p in case.parties if p not in gone and not _has_organ(p, entry)]
    if mute:
        codes = ", ".join(party.code for party in mute)
        yield case.hit("KGG-03", "organ_not_named", {"codes": codes}, facts=(entry,))


def associations(case: Case) -> Iterator[Hit]:
    """KGG-08, § 24 Abs. 5: the rules hold with associations and public-law institutions too."""
    for party in case.parties:
        if party.kind is MunicipalityKind.ASSOCIATION:
            yield case.hit_row("KGG-08", "association_as_party", party, {"name": party.name})


def succession(case: Case) -> Iterator[Hit]:
    """KGG-22 and KGG-23, § 28: the successor of a merged or split party enters; three months for notice."""
    for party in case.parties:
        if party.party_until is None:
            continue
        until = _months_after(party.party_until, MONTHS_AFTER_SUCCESSION)
        if case.as_of > until:
            continue
        named = {"name": party.name, "day": party.party_until}
        yield case.hit_row("KGG-22", "party_leaves", party, named)
        if case.as_of >= party.party_until:
            yield case.hit_row("KGG-23", "notice_after_succession", party, {**named, "until": until})


def represented_by_board(case: Case) -> Iterator[Hit]:
    """HGO-04, § 71 Abs. 1: the collegial administration represents the municipality, not its head alone."""
    for passage, part, words in case.parts_saying(BY_HEAD):
        is_entry = passage.head.kind is ClauseKind.FORMULA or ClauseTopic.PARTIES in passage.topics
        if is_entry and any(
            not _follows_board(words, found.start()) for found in re.finditer(BY_HEAD, words)
        ):
            yield case.hit_clause("HGO-04", "represented_by_head", part, words)


def _follows_board(words: str, place: int) -> bool:
    """Whether a board stands right before: the head then only acts for it ("dieser vertreten durch ...")."""
    before = words[max(place - 60, 0) : place]
    return any(re.search(board, before) for board in BOARDS.values())


def _entry(case: Case) -> str:
    """The words in which the parties stand: formula, preamble and passages about them."""
    found = [p for p in case.passages if p.head.kind in (ClauseKind.FORMULA, ClauseKind.PREAMBLE)]
    found += [p for p in case.about(ClauseTopic.PARTIES) if p not in found]
    return "\n".join(p.words for p in found)


def _has_organ(party: Municipality, entry: str) -> bool:
    return bool(re.search(rf"{BOARDS[party.kind]}|\{{field:administrations\}}", entry))


def _months_after(day: date, months: int) -> date:
    """The same day some months later; where it does not exist, the last one of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))
