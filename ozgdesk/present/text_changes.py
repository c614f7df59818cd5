"""What a body changed in the text of an agreement: where it is to be edited, and how the others are told.

The sentences follow from the two versions and are kept nowhere: whoever edits the text changes them.
"""

import re
from dataclasses import dataclass

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.domain.resolutions import final_stations, stations_of
from ozgdesk.domain.standing import passed_version
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import PaperKind
from ozgdesk.present.amendment import AmendmentLine, amendment
from ozgdesk.texts.clauses import citation
from ozgdesk.texts.councils import CHANGES_INTRODUCED

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PlaceToEdit:
    """The clause where a changed text is to be edited; `told` are all that the words of the body name."""

    clause_id: str
    told: tuple[str, ...]


def place_to_edit(view: View, station_id: str, version_id: str) -> PlaceToEdit | None:
    """The first part of a version that the words of a resolution name, else its first; None without text."""
    station = view.snapshot.get(Consultation, station_id)
    words = _plain(f"{station.resolution_text} {station.conditions} {station.note}")
    cited = [(node.clause.id, citation(node)) for node in outline(view.snapshot, version_id).nodes]
    named = [(id_, name) for id_, name in cited if name and _names(words, _plain(name))]
    exact = [
        (id_, name) for id_, name in named if not any(other.startswith(f"{name} ") for _, other in named)
    ]
    if exact:
        return PlaceToEdit(exact[0][0], tuple(name for _, name in exact))
    return PlaceToEdit(cited[0][0], ()) if cited else None


def told_changes(view: View, paper_id: str) -> str:
    """The differences between the text a municipality passed before and the one its supplement is about.

    Empty for other papers, and while the new text reads as the former one.
    """
    paper = view.snapshot.get(CouncilPaper, paper_id)
    versions = _versions(view, paper) if paper.kind is PaperKind.SUPPLEMENT else None
    if versions is None:
        return ""
    old, new = versions
    lines = amendment(view, old.id, new.id).commands
    numbered = [_told(number, line) for number, line in enumerate(lines, 1)]
    return "\n".join([CHANGES_INTRODUCED.format(name=old.name), *numbered]) if numbered else ""


def _versions(view: View, paper: CouncilPaper) -> tuple[AgreementVersion, AgreementVersion] | None:
    """The text that was passed before, and the new one."""
    snapshot = view.snapshot
    new = next((row.version_id for row in stations_of(snapshot, paper.id) if row.version_id), None)
    before = snapshot.find(CouncilPaper, paper.predecessor_id)
    finals = final_stations(snapshot, stations_of(snapshot, before.id)) if before else ()
    old = next((text for row in reversed(finals) if (text := passed_version(snapshot, row))), None)
    found = snapshot.find(AgreementVersion, new)
    former = snapshot.find(AgreementVersion, old or (found.based_on_id if found else None))
    return (former, found) if former is not None and found is not None and former.id != found.id else None


def _told(number: int, line: AmendmentLine) -> str:
    quoted = [f"{'   ' * (part.depth + 1)}{part.number} {part.text}".rstrip() for part in line.quoted]
    return "\n".join([f"{number}. {line.text}", *quoted])


def _plain(text: str) -> str:
    """Words with single ordinary blanks, to be searched."""
    return _BLANK.sub(" ", text.replace("Absatz", "Abs.").replace("Nummer", "Nr."))


def _names(words: str, name: str) -> bool:
    return re.search(rf"{re.escape(name)}(?![\w.]*\d)", words) is not None
