"""The pages of OParl lists: whether they lead in a circle, and whether all of them were saved."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ozgdesk.domain.incoming import Leftover
from ozgdesk.exchange.oparl_values import line, whole


@dataclass(slots=True)
class Pages:
    """What the envelopes of lists say. A list is told by the address of its pages without their numbers."""

    _next: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[str, int]] = field(default_factory=dict)
    _totals: dict[str, int] = field(default_factory=dict)

    def take(self, envelope: dict[str, Any]) -> None:
        """Note one page."""
        links, about = envelope.get("links"), envelope.get("pagination")
        links = links if isinstance(links, dict) else {}
        about = about if isinstance(about, dict) else {}
        here, onward = line(links.get("self")), line(links.get("next"))
        if not here:
            return
        if onward:
            self._next[here] = onward
        name = here.partition("?")[0]
        self._counts.setdefault(name, {})[here] = len(envelope["data"])
        if (total := whole(about.get("totalElements"))) is not None:
            self._totals[name] = max(total, self._totals.get(name, 0))

    @property
    def leftovers(self) -> Iterator[Leftover]:
        """Lists that lead in a circle, and lists of which pages are missing."""
        for name in sorted(self._looping()):
            yield Leftover("page_loop", name)
        for name, total in self._totals.items():
            count = sum(self._counts[name].values())
            if count < total:
                yield Leftover("incomplete_list", name, {"count": count, "total": total})

    def _looping(self) -> set[str]:
        found: set[str] = set()
        seen: dict[str, str] = {}
        for first in self._next:
            at = first
            while at in self._next and at not in seen:
                seen[at] = first
                at = self._next[at]
            if seen.get(at) == first and at in self._next:
                found.add(at.partition("?")[0])
        return found
