"""Where a matter stands with the bodies, as a sheet shows it: what is public, and what is missing where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.council import ConsultationRow, Fan, Lane, council_rows, fans
from ozgdesk.present.municipalities import MunicipalityTag

NO_PAPER = "Es ist keine Vorlage erfasst."


@dataclass(frozen=True, slots=True)
class MissingLine:
    """What one municipality, or (None) nobody in particular, still has to bring, and who must act.

    Each of them in the order of the sentences, none twice.
    """

    municipality: MunicipalityTag | None
    sentences: tuple[str, ...]
    actors: tuple[str, ...]
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouncilState:
    """A matter with the stations that may be shown; `hidden` counts those left out because not public."""

    fan: Fan
    hidden: int
    missing: tuple[MissingLine, ...]


def council_state(
    view: View, key: str | None = None, municipality_id: str | None = None, *, with_closed: bool = False
) -> CouncilState | None:
    """The state of a matter (`Fan.key`; the usual one where it is not given), of all municipalities or one.

    Consultations behind closed doors are left out unless asked for. None while there is no matter.
    """
    fan = usual_fan(fans(view, council_rows(view)), key)
    if fan is None:
        return None
    lanes = [lane for lane in fan.lanes if municipality_id in (None, lane.municipality.id)]
    shown = tuple(lane if with_closed else _public(lane) for lane in lanes)
    found = replace(fan, lanes=shown)
    return CouncilState(found, _count(lanes) - _count(shown), tuple(_missing(found, municipality_id)))


def usual_fan(rows: Sequence[Fan], key: str | None) -> Fan | None:
    """The matter with a key, else the newest one about an agreement, with papers first, else any."""
    found = next((row for row in rows if row.key == key), None)
    about_agreements = [row for row in rows if row.effect is not None]
    if found is None and about_agreements:
        with_papers = [row for row in about_agreements if any(lane.papers for lane in row.lanes)]
        return (with_papers or about_agreements)[-1]
    return found or next(iter(rows), None)


def station_notes(row: ConsultationRow, *, shows_version: bool) -> str:
    """What a reader of the table should know about a station besides its result, with the Maßgabe in full."""
    condition = condition_words(row)
    return station_marks(row, shows_version=shows_version) + (f": {condition}" if condition else "")


def condition_words(row: ConsultationRow) -> str:
    """The words of a Maßgabe in one line, or nothing."""
    return " ".join(row.conditions.split())


def station_marks(row: ConsultationRow, *, shows_version: bool) -> str:
    """The same in short; how a Maßgabe stands comes last, so that its words may follow."""
    met = {True: "erfüllt", False: "nicht erfüllt", None: "offen"}[row.conditions_met]
    notes = (
        "entscheidet" if row.is_final else "",
        f"Fassung „{row.version}“" if row.version and shows_version else "",
        "nichtöffentlich" if row.is_public is False else "",
        f"Maßgabe {met}" if condition_words(row) else "",
    )
    return "; ".join(note for note in notes if note)


def _public(lane: Lane) -> Lane:
    papers = (
        replace(paper, consultations=tuple(row for row in paper.consultations if row.is_public is not False))
        for paper in lane.papers
    )
    return replace(lane, papers=tuple(papers))


def _count(lanes: Sequence[Lane]) -> int:
    return sum(len(paper.consultations) for lane in lanes for paper in lane.papers)


def _missing(fan: Fan, municipality_id: str | None) -> Iterator[MissingLine]:
    """What the effect lacks; of a matter that is no agreement, what the bodies still have to decide."""
    if fan.effect is not None:
        for part in fan.effect.missing:
            at = part.municipality
            if municipality_id is None or at is None or at.id == municipality_id:
                told = [(reason.text, reason.actor, reason.norm) for reason in part.reasons]
                yield MissingLine(at, *(_once(words) for words in zip(*told, strict=True)))
        return
    for lane in fan.lanes:
        open_rows = [
            row
            for paper in lane.papers
            for row in paper.consultations
            if row.is_final and row.symbol in ("open", "unknown")
        ]
        sentences = [f"{row.committee}{_on(row)}: {row.result_text}." for row in open_rows]
        if not lane.papers:
            sentences = [NO_PAPER]
        if sentences:
            bodies = _once(row.committee for row in open_rows)
            yield MissingLine(lane.municipality, _once(sentences), bodies, ())


def _on(row: ConsultationRow) -> str:
    return f" am {formats.day(row.date)}" if row.date else ""


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
