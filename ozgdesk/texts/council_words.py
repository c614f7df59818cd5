"""German words of council information systems, read tolerantly: kinds, roles, results, votes.

Nothing is guessed: what says two different things, or nothing known, stays what it is (`None`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, PaperKind, Result
from ozgdesk.domain.votes import Votes, derive_result

E = TypeVar("E", bound=StrEnum)

LONGEST_RESULT = 120
"""A result that is longer tells of several votes, or of something else."""

_COUNCIL = (
    r"gemeindevertretung|stadtverordnetenversammlung|gemeinderat|stadtrat|kreistag|verbandsversammlung|rat"
    r"|vertretung"
)
_BOARD = r"magistrat|gemeindevorstand|kreisausschuss|verbandsvorstand"
_OF = r"( (der|des) .*)?"
_COMMITTEES = (
    (re.compile(rf"({_COUNCIL}){_OF}"), CommitteeKind.COUNCIL),
    (re.compile(rf"({_BOARD}){_OF}"), CommitteeKind.ADMINISTRATION),
    (re.compile(r".*(arbeitskreis|arbeitsgruppe).*"), CommitteeKind.WORKING_GROUP),
)
_ROLES = (
    (("vorberat", "anhör", "empfehl"), ConsultationRole.PREPARATORY),
    (("entscheid", "beschluss", "beschließ"), ConsultationRole.DECIDING),
    (("kenntnis", "information", "mitteilung"), ConsultationRole.INFORMATION),
    (("beratung", "beratend"), ConsultationRole.PREPARATORY),
)
_PAPERS = (
    (("mitteilung", "information", "kenntnis", "bericht"), PaperKind.INFORMATION),
    (("ergänzung", "änderung"), PaperKind.SUPPLEMENT),
    (("antwort", "beantwort", "stellungnahme"), PaperKind.ANSWER),
)
_PART = re.compile(
    r"(?:(?:[a-z]|[ivx]+|[0-9.]+)[.):]? +)?(nicht[ -]?)?öffentlich(?:e[rn]?)?(?: (?:sitzung|teil|tagesordnung|beratung).*)?"
)
_NOTHING = frozenset(
    {"", "ohne", "0", "-", "keine abstimmung", "(kein text vorhanden)", "kein text vorhanden"}
)
_NOT_PUBLIC = re.compile(r"nicht[ -]?öffentlich\w*")
_PASSING = r"(?:beschlossen|zugestimmt|angenommen|genehmigt|empfohlen)"
_OUTCOMES = {
    "withdrawn": re.compile(r"zurückgezogen|zurückgenommen"),
    "removed": re.compile(r"abgesetzt|von der tagesordnung (?:genommen|gestrichen)"),
    "postponed": re.compile(r"vertag|zurückgestellt|verschoben"),
    "referred": re.compile(r"verwiesen|überwiesen|verweisung"),
    "rejected": re.compile(rf"abgelehnt|ablehn|\bnicht (?:\w+ )?{_PASSING}"),
    "changed": re.compile(r"\b(?:ab)?geändert|mit änderung|teilweise (?:zugestimmt|beschlossen)"),
    "noted": re.compile(r"kenntnis"),
    "recommended": re.compile(r"empfohlen|empfehl|empfiehlt"),
    "unanimous": re.compile(r"einstimm"),
    "majority": re.compile(r"mehrheit"),
    "adopted": re.compile(rf"{_PASSING}|zustimmung|antragsgemäß"),
}
_HOW = frozenset({"unanimous", "majority", "adopted"})
_NO_VOTES = re.compile(r"\bkeine? (?:stimm)?(?:enthaltung|gegenstimm|nein)\w*")
_DOUBTFUL = re.compile(r"\b(?:nicht|kein|ohne änderung|teilweise abgelehnt)")
_SETTLED = {
    "withdrawn": Result.WITHDRAWN,
    "removed": Result.REMOVED,
    "postponed": Result.POSTPONED,
    "referred": Result.REFERRED,
    "changed": Result.CHANGED,
    "noted": Result.NOTED,
}
_COUNTS = {
    "yes": r"ja",
    "no": r"nein|gegen",
    "abstentions": r"(?:stimm)?ent[ha]{2}ltung",
    "excluded": r"befangen",
}
_NUMBER = re.compile(r"\b(\d{1,4}|o|keine?)")
_VOTE = re.compile(rf"\b(?:{'|'.join(_COUNTS.values())})")


ROLE_WORDS: dict[ConsultationRole, str] = {
    ConsultationRole.DECIDING: "Entscheidung",
    ConsultationRole.PREPARATORY: "Vorberatung",
    ConsultationRole.INFORMATION: "Kenntnisnahme",
}
"""What council information systems call a role."""


@dataclass(frozen=True, slots=True)
class ToldResult:
    """What a text says about an outcome; `result` is None where that is not one of our words."""

    result: Result | None
    votes: Votes


def is_called_off(state: str) -> bool:
    """Whether a state of a meeting says that it does not take place."""
    return any(word in state.casefold() for word in ("abgesagt", "ausgefallen", "entfällt", "cancelled"))


def part_of_agenda(name: str) -> bool | None:
    """Whether a heading begins the public part of an agenda; None for what is no such heading.

    >>> part_of_agenda("A Öffentliche Sitzung"), part_of_agenda("Nichtöffentlicher Teil"), part_of_agenda("Bericht")
    (True, False, None)
    """
    found = _PART.fullmatch(name.casefold().strip(" :."))
    return None if found is None else found[1] is None


def committee_kind(name: str, sort: str = "") -> CommitteeKind:
    """What a body is, from its name, else from what it is called to be.

    >>> committee_kind("Stadtverordnetenversammlung der Stadt Usingen").value, committee_kind("Ratsausschuss").value
    ('council', 'committee')
    """
    for text in (name, *sort.split()):
        plain = " ".join(text.casefold().split())
        for pattern, kind in _COMMITTEES:
            if pattern.fullmatch(plain):
                return kind
    return CommitteeKind.COMMITTEE


@lru_cache(1024)
def role_in(text: str, is_authoritative: bool | None) -> ConsultationRole:
    """What a body does: as its role says, else as it is marked; servers mark a Kenntnisnahme as decided too.

    >>> role_in("Anhörung", None).value, role_in("Kenntnisnahme", True).value, role_in("unbekannt", True).value
    ('preparatory', 'information', 'deciding')
    """
    found = _first_of(_ROLES, text)
    if found is not None:
        return found
    if is_authoritative is None:
        return ConsultationRole.NOT_STATED
    return ConsultationRole.DECIDING if is_authoritative else ConsultationRole.PREPARATORY


@lru_cache(1024)
def paper_kind(text: str) -> PaperKind:
    """The kind of a paper from free words; where they say nothing it asks for a resolution."""
    return _first_of(_PAPERS, text) or PaperKind.RESOLUTION


@lru_cache(1024)
def result_in(text: str, kind: CommitteeKind, role: ConsultationRole) -> ToldResult:
    """Result and votes from the words of minutes. A body that does not decide recommends (§ 62 Abs. 1 HGO).

    >>> told = result_in("mehrheitlich zugestimmt, 9 Ja, 2 Nein", CommitteeKind.COUNCIL, ConsultationRole.DECIDING)
    >>> told.result.value, told.votes.yes
    ('majority', 9)
    """
    plain = " ".join(_NOT_PUBLIC.sub(" ", text.casefold()).split()).strip(" .")
    if plain in _NOTHING or len(plain) > LONGEST_RESULT:
        return ToldResult(None, Votes())
    votes = _votes(plain)
    recommends = role is ConsultationRole.PREPARATORY or (
        kind is CommitteeKind.COMMITTEE and role is not ConsultationRole.DECIDING
    )
    result = _outcome(plain, recommends=recommends)
    if result is None and not any(pattern.search(plain) for pattern in _OUTCOMES.values()):
        result = derive_result(votes, CommitteeKind.COMMITTEE if recommends else CommitteeKind.COUNCIL)
    return ToldResult(result, votes)


def _outcome(plain: str, *, recommends: bool) -> Result | None:
    """The one thing a text says. None where it says two that do not go together, or denies something."""
    said = {name for name, pattern in _OUTCOMES.items() if pattern.search(plain)}
    rest = _NO_VOTES.sub(" ", re.sub(rf"\bnicht (?=(?:\w+ )?{_PASSING})", " ", plain))
    strong = said - _HOW - {"recommended"}
    if _DOUBTFUL.search(rest) or len(strong) > 1:
        return None
    if strong == {"rejected"}:
        return Result.NOT_RECOMMENDED if recommends or "recommended" in said else Result.REJECTED
    if strong:
        return _SETTLED[strong.pop()]
    if "recommended" in said or (recommends and said):
        return Result.RECOMMENDED
    if "unanimous" in said:
        return None if "majority" in said else Result.UNANIMOUS
    if "majority" in said:
        return Result.MAJORITY
    return Result.ADOPTED if said else None


def _votes(plain: str) -> Votes:
    """Votes that are counted once; „23 Ja-Stimmen“, „Ja: 23“, „keine Enthaltungen“."""
    first_number, first_word = _NUMBER.search(plain), _VOTE.search(plain)
    is_number_first = bool(first_number and first_word and first_number.start() < first_word.start())
    return Votes(**{name: _count(plain, word, is_number_first) for name, word in _COUNTS.items()})


def _count(plain: str, word: str, is_number_first: bool) -> int | None:
    pattern = (
        rf"{_NUMBER.pattern}[ -]*(?:{word})" if is_number_first else rf"\b(?:{word})[\w-]*:? (\d{{1,4}})\b"
    )
    found = re.findall(pattern, plain)
    if len(found) != 1:
        return None
    return int(found[0]) if found[0].isdigit() else 0


def _first_of(table: tuple[tuple[tuple[str, ...], E], ...], text: str) -> E | None:
    plain = text.casefold()
    return next((found for words, found in table if any(word in plain for word in words)), None)
