"""Whether councils passed the same words, and the condition that they must („gleich lautender Beschluss“).

The KGG does not ask for equal wording, only for the same text of the agreement. A resolution can ask for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter
from ozgdesk.domain.reasons import Actor, Reason, Weight
from ozgdesk.domain.redline import redline, words_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import MunicipalityKind, Result

_ORGANS: Mapping[MunicipalityKind, tuple[str, ...]] = {
    MunicipalityKind.TOWN: ("Stadtverordnetenversammlung", "Magistrat", "Magistrats", "Magistrates"),
    MunicipalityKind.MUNICIPALITY: (
        *("Gemeindevertretung", "Gemeindevorstand", "Gemeindevorstands", "Gemeindevorstandes"),
    ),
    MunicipalityKind.DISTRICT: ("Kreistag", "Kreisausschuss", "Kreisausschusses", "Kreisausschusses"),
    MunicipalityKind.ASSOCIATION: (
        *("Verbandsversammlung", "Verbandsvorstand", "Verbandsvorstands", "Verbandsvorstandes"),
    ),
}
_KINDS: Mapping[MunicipalityKind, str] = {
    MunicipalityKind.TOWN: "Stadt",
    MunicipalityKind.MUNICIPALITY: "Gemeinde",
    MunicipalityKind.DISTRICT: "Landkreis",
    MunicipalityKind.ASSOCIATION: "Verband",
}


def passed_words(snapshot: Snapshot, station: Consultation) -> str:
    """The words a station passed: as minuted, else as proposed unless they were changed; empty if unknown."""
    if station.resolution_text.strip() or station.result is Result.CHANGED:
        return station.resolution_text.strip()
    paper = snapshot.get(CouncilPaper, station.paper_id)
    if paper.resolution_text.strip():
        return paper.resolution_text.strip()
    matter = snapshot.find(Matter, paper.matter_id)
    return matter.resolution_text.strip() if matter else ""


def is_equal_wording(first: str, second: str, towns: tuple[Municipality, Municipality]) -> bool:
    """Whether two resolutions say the same; each speaks of its own municipality and its own organs.

    Blanks and line ends make no difference.
    """
    names = [(town.name, _KINDS[town.kind], *_ORGANS[town.kind]) for town in towns]
    same = set(zip(*(map(_one_word, row) for row in names), strict=True))
    own_names = [town.name for town in towns]
    units = [words_of(_joined(text, own_names)) for text in (first, second)]
    return all(old == new or (old, new) in same for old, new in zip_longest(*units))


def wording_reasons(
    snapshot: Snapshot,
    agreement: Agreement,
    parties: Sequence[Municipality],
    passed: Mapping[str, Consultation],
) -> Iterator[Reason]:
    """Differences as notes; conditions that ask for equal wording as met, open or not to be told."""
    wording = _Wording(snapshot, agreement, parties, passed)
    told: set[str] = set()
    for town in parties:
        if town.id in passed and passed[town.id].needs_equal_wording:
            for reason in wording.condition(town):
                told.add(reason.municipality_id or "")
                yield reason
    yield from wording.differences(told)


class _Wording:
    """The words that each municipality passed."""

    def __init__(
        self,
        snapshot: Snapshot,
        agreement: Agreement,
        parties: Sequence[Municipality],
        passed: Mapping[str, Consultation],
    ) -> None:
        self.agreement = agreement
        self.parties = parties
        self.passed = passed
        self.words = {id_: passed_words(snapshot, row) for id_, row in passed.items()}

    def differences(self, told: set[str]) -> Iterator[Reason]:
        """Notes on those that passed other words than the first one, without those that are told already."""
        known = [town for town in self.parties if self.words.get(town.id)]
        for town in known[1:]:
            if town.id not in told and not self._is_equal(known[0], town):
                yield self._reason("different_wording", Weight.NOTE, town, known[0])

    def condition(self, town: Municipality) -> Iterator[Reason]:
        """Reasons about the condition that a municipality set to all others."""
        others = [other for other in self.parties if other.id != town.id]
        if not self.words[town.id]:
            yield self._reason("equal_wording_not_told", Weight.UNKNOWN, town)
            return
        waiting = tuple(other.name for other in others if other.id not in self.passed)
        if waiting:
            yield self._reason("equal_wording_waits", Weight.OPEN, town, towns=waiting)
        passed = [other for other in others if other.id in self.passed]
        unknown = [other for other in passed if not self.words[other.id]]
        differing = [other for other in passed if self.words[other.id] and not self._is_equal(town, other)]
        for other in unknown:
            yield self._reason("equal_wording_unknown", Weight.UNKNOWN, other, town)
        for other in differing:
            yield self._reason("equal_wording_differs", Weight.OPEN, other, town)
        if not waiting and not unknown and not differing:
            yield self._reason("equal_wording_met", Weight.MET, town)

    def _is_equal(self, first: Municipality, second: Municipality) -> bool:
        return is_equal_wording(self.words[first.id], self.words[second.id], (first, second))

    def _reason(
        self,
        code: str,
        weight: Weight,
        town: Municipality,
        than: Municipality | None = None,
        **values: object,
    ) -> Reason:
        """A reason about a municipality, with its words compared to those of another."""
        told: dict[str, object] = dict(values)
        if than is not None:
            told["other"] = than.name
            organs = dict(zip(_ORGANS[town.kind], _ORGANS[than.kind], strict=True))
            if self.words[town.id]:
                told["runs"] = redline(self.words[than.id], self.words[town.id], organs)
        station = self.passed[town.id]
        return Reason(code, weight, "consultation", station.id, "", town.id, Actor.COUNCIL, told)


def _joined(text: str, names: Sequence[str]) -> str:
    """The text with names of several words as one word."""
    for name in names:
        text = text.replace(name, _one_word(name))
    return text


def _one_word(name: str) -> str:
    return "_".join(name.split())
