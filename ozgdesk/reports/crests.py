"""The Wappen of a municipality for the head of its sheets."""

from __future__ import annotations

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.view import View
from ozgdesk.reports.story import Crest
from ozgdesk.texts.organs import genitive_name


def crest_of(view: View, municipality_id: str | None) -> Crest | None:
    """The crest of a municipality; None for the whole and where none is kept."""
    town = view.snapshot.find(Municipality, municipality_id)
    file = view.snapshot.find(Attachment, town.crest_id) if town else None
    return Crest(file.content, f"Wappen {genitive_name(town)}") if town and file else None
