"""Filters of the plan kept under a name, for all files: a municipality is known by its code, not by an id."""

from ozgdesk.domain.view import View
from ozgdesk.present.plan_filter import INTERESTS, Interest, PlanFilter
from ozgdesk.settings import SavedFilter


def saved(view: View, name: str, wanted: PlanFilter) -> SavedFilter:
    """A filter as it is kept."""
    codes = {m.id: m.code for m in view.municipalities}
    code = codes.get(wanted.municipality_id or "", "")
    return SavedFilter(name.strip(), wanted.text, code, wanted.interest.value)


def restored(view: View, kept: SavedFilter) -> PlanFilter:
    """A kept filter for this file; a municipality or choice it does not know is left out."""
    return PlanFilter(kept.text, _ids(view).get(kept.municipality), _interest(kept))


def is_whole(view: View, kept: SavedFilter) -> bool:
    """Whether this file knows the municipality of a filter."""
    return not kept.municipality or kept.municipality in _ids(view)


def filter_words(view: View, kept: SavedFilter) -> str:
    """What a filter shows, in short; a municipality that this file does not know says so."""
    parts = [f"„{kept.text}“"] if kept.text else []
    if kept.municipality:
        parts.append(
            kept.municipality if is_whole(view, kept) else f"{kept.municipality} (nicht in dieser Datei)"
        )
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


def _interest(kept: SavedFilter) -> Interest:
    return Interest(kept.interest) if kept.interest in list(Interest) else Interest.ALL
