"""Papers that belong to no common matter, as imports bring them: what each is about, and which are alike."""

from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.resolutions import day_of, ways_of
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.texts.labels import label


@dataclass(frozen=True, slots=True)
class LoosePaper:
    """A paper without a matter; `alike` names the other municipalities with a paper of the same title.

    `place` and `result` are those of its last station, `on` is its day or that of the paper.
    """

    id: str
    municipality: MunicipalityTag
    reference: str
    title: str
    kind_text: str
    on: date | None
    place: str
    result: str
    alike: str


def loose_papers(view: View) -> tuple[LoosePaper, ...]:
    """All papers without matter and agreement, those of one title together, else the newest first."""
    tags, ranks = tags_of(view), ranks_of(view)
    found = [row for row in view.snapshot.all(CouncilPaper) if not (row.matter_id or row.agreement_id)]
    groups: dict[str, list[CouncilPaper]] = {}
    for row in sorted(found, key=lambda row: (ranks[row.municipality_id], row.number, row.id)):
        groups.setdefault(_words(row.title), []).append(row)
    ways = ways_of(view.snapshot, {row.id for row in found})
    rows = {row.id: _row(view, row, groups[_words(row.title)], ways[row.id], tags) for row in found}
    shared = {key: len({row.municipality_id for row in group}) > 1 for key, group in groups.items()}

    def order(key: str) -> tuple[bool, int, object]:
        newest = max(row.on or date.min for row in (rows[paper.id] for paper in groups[key]))
        return not shared[key], -newest.toordinal(), formats.sort_key(key)

    return tuple(rows[paper.id] for key in sorted(groups, key=order) for paper in groups[key])


def fitting(rows: tuple[LoosePaper, ...], typed: str) -> tuple[LoosePaper, ...]:
    """Those in whose number, title, municipality or body every word that is typed occurs."""
    wanted = typed.casefold().split()
    return tuple(row for row in rows if all(word in _searched(row) for word in wanted))


def alike(rows: tuple[LoosePaper, ...], id_: str) -> list[str]:
    """The papers with the title of one of them, in all municipalities."""
    titles = {row.id: _words(row.title) for row in rows}
    return [row.id for row in rows if titles[row.id] == titles.get(id_)]


def _searched(row: LoosePaper) -> str:
    town = row.municipality
    return " ".join((row.reference, row.title, town.code, town.name, row.place, row.kind_text)).casefold()


def _row(
    view: View,
    paper: CouncilPaper,
    group: list[CouncilPaper],
    way: tuple[Consultation, ...],
    tags: dict[str | None, MunicipalityTag],
) -> LoosePaper:
    last = way[-1] if way else None
    towns = dict.fromkeys(row.municipality_id for row in group)
    return LoosePaper(
        paper.id,
        tags[paper.municipality_id],
        paper.number,
        paper.title,
        label(paper.kind),
        (day_of(view.snapshot, last) if last else None) or paper.dated_on,
        view.snapshot.get(Committee, last.committee_id).name if last else "",
        label(last.result) if last else "",
        ", ".join(tags[id_].code for id_ in towns if id_ != paper.municipality_id),
    )


def _words(title: str) -> str:
    return " ".join(title.casefold().split())
