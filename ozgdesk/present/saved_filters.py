"""Filters of the plan kept under a name, for all files: a municipality is known by its code, a phase by its
path, not by an id."""

from ozgdesk.domain.view import View
from ozgdesk.present.phases import phase_choices
from ozgdesk.present.plan_filter import INTERESTS, Interest, PlanFilter
from ozgdesk.settings import SavedFilter


def saved(view: View, name: str, wanted: PlanFilter) -> SavedFilter:
    """A filter as it is kept."""
    codes = {m.id: m.code for m in view.municipalities}
    code = codes.get(wanted.municipality_id or "", "")
    paths = {phase.id: phase.path for phase in phase_choices(view)}
    path = paths.get(wanted.phase_id or "", "")
    return SavedFilter(name.strip(), wanted.text, code, wanted.interest.value, path)


def restored(view: View, kept: SavedFilter) -> PlanFilter:
    """A kept filter for this file; a municipality, phase or choice it does not know is left out."""
    town, phase = _ids(view).get(kept.municipality), _phases(view).get(kept.phase)
    return PlanFilter(kept.text, town, _interest(kept), phase)


def lacking(view: View, kept: SavedFilter) -> tuple[str, str]:
    """Code of a municipality and path of a phase that this file does not know; empty where it does."""
    town = "" if kept.municipality in _ids(view) else kept.municipality
    return town, "" if kept.phase in _phases(view) else kept.phase


def lack_sentence(view: View, kept: SavedFilter) -> str:
    """Says what of a filter is left out in this file; empty when it is whole."""
    town, phase = lacking(view, kept)
    named = ([f"die Kommune {town}"] if town else []) + ([f"die Phase „{phase}“"] if phase else [])
    if not named:
        return ""
    words = " und ".join(named)
    return f"{words[0].upper()}{words[1:]} gibt es in dieser Datei nicht; gefiltert wird ohne sie."


def filter_words(view: View, kept: SavedFilter) -> str:
    """What a filter shows, in short; what this file does not know says so."""
    parts = [f"„{kept.text}“"] if kept.text else []
    for name, lack in zip((kept.municipality, kept.phase), lacking(view, kept), strict=True):
        if name:
            parts.append(f"{name} (nicht in dieser Datei)" if lack else name)
    if _interest(kept) is not Interest.ALL or not parts:
        parts.append(INTERESTS[_interest(kept)])
    return " · ".join(parts)


def with_filter(filters: tuple[SavedFilter, ...], fresh: SavedFilter) -> tuple[SavedFilter, ...]:
    """The filters with one more, or with this in the place of the one of that name."""
    if any(kept.name == fresh.name for kept in filters):
        return tuple(fresh if kept.name == fresh.name else kept for kept in filters)
    return (*filters, fresh)


def _ids(view: View) -> dict[str, str]:
    return {m.code: m.id for m in view.municipalities}


def _phases(view: View) -> dict[str, str]:
    """The ids by path; the first of those that nothing tells apart."""
    return {phase.path: phase.id for phase in reversed(list(phase_choices(view)))}


def _interest(kept: SavedFilter) -> Interest:
    return Interest(kept.interest) if kept.interest in list(Interest) else Interest.ALL
