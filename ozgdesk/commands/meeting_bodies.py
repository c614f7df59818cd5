"""To which body an event of a calendar file belongs, told from its words; nothing is guessed."""

from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.incoming_meetings import IncomingEvent
from ozgdesk.domain.meetings import OF_COOPERATION
from ozgdesk.domain.snapshot import Rows

_SHORT = 5
"""Names up to this length must stand as a word of their own."""


class Bodies:
    """The bodies of the municipalities with their names."""

    def __init__(self, rows: Rows) -> None:
        self._bodies = [body for body in rows.all(Committee) if body.kind not in OF_COOPERATION]
        self._by_id = {body.id: body for body in self._bodies}
        self._later = {body.predecessor_id: body for body in self._bodies if body.predecessor_id}
        self._names = {body.id: tuple(_names(body)) for body in self._bodies}
        self._towns = {row.id: (row.name.casefold(), row.code.casefold()) for row in rows.all(Municipality)}

    def named(self, event: IncomingEvent) -> str | None:
        """The only body of the day that the title names, else the only one in all its words."""
        for words in (event.title, event.about):
            found = self._named_in(words.casefold(), event.about.casefold(), event.on)
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def on_day(self, body_id: str, on: date) -> str:
        """The body as it is kept in the Wahlperiode of a day."""
        terms = self.terms(body_id)
        found = (id_ for id_ in terms if (body := self._by_id.get(id_)) and _is_valid(body, on))
        return next(found, body_id)

    def terms(self, body_id: str) -> tuple[str, ...]:
        """The same body over all its Wahlperioden, this one first."""
        found = [body_id]
        at = self._by_id.get(body_id)
        while at is not None and at.predecessor_id and at.predecessor_id not in found:
            found.append(at.predecessor_id)
            at = self._by_id.get(at.predecessor_id)
        at = self._later.get(body_id)
        while at is not None and at.id not in found:
            found.append(at.id)
            at = self._later.get(at.id)
        return tuple(found)

    def _named_in(self, text: str, about: str, on: date) -> list[str]:
        found = [
            body
            for body in self._bodies
            if any(_stands_in(name, text) for name in self._names[body.id]) and _is_valid(body, on)
        ]
        if len(found) > 1:
            named = {id_ for id_, names in self._towns.items() if any(_stands_in(n, about) for n in names)}
            of_town = [body for body in found if body.municipality_id in named]
            found = of_town or found
        return [body.id for body in found]


def _names(body: Committee) -> Iterator[str]:
    yield body.name.casefold()
    if len(body.short_name) > 1:
        yield body.short_name.casefold()


def _stands_in(name: str, text: str) -> bool:
    """Whether a name is told; a short one only as a word of its own."""
    if " " in name or len(name) > _SHORT:
        return name in text
    words = "".join(letter if letter.isalnum() or letter == "-" else " " for letter in text).split()
    return name in words


def _is_valid(body: Committee, on: date) -> bool:
    has_begun = body.valid_from is None or body.valid_from <= on
    return has_begun and (body.valid_until is None or body.valid_until >= on)
