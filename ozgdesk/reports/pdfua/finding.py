"""What a rule reports."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """A broken rule; `page` counts from 1, 0 is the document."""

    rule: str
    message: str
    page: int = 0
