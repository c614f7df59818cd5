"""Structure elements of a tagged PDF and how they are written (ISO 32000-1, 14.7.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

NOTE = "Note"


class StructElement:
    """A node of the structure tree; its kids are elements or (page, marked content id).

    A long table has very many with a single kid: these keep it without a list. Nobody knows its parent, so
    that a tree goes with the last reference to it.
    """

    __slots__ = ("_kids", "alt", "attributes", "number", "role")

    def __init__(self, role: str, *, attributes: str = "", alt: str = "") -> None:
        self.role = role
        self.attributes = attributes
        self.alt = alt
        self.number = 0
        self._kids: Kid | list[Kid] | None = None

    @property
    def name(self) -> str:
        """The ID of a numbered element: in the order of reading, and no other's (ISO 14289-1, 7.9)."""
        return f"e{self.number:08}"

    @property
    def kids(self) -> Sequence[Kid]:
        """All kids in reading order."""
        if isinstance(self._kids, list):
            return self._kids
        return () if self._kids is None else (self._kids,)

    def add(self, role: str, *, attributes: str = "", alt: str = "") -> StructElement:
        """Append an element and return it."""
        child = StructElement(role, attributes=attributes, alt=alt)
        self.take(child)
        return child

    def take(self, kid: Kid) -> None:
        """Append a kid."""
        if self._kids is None:
            self._kids = kid
        elif isinstance(self._kids, list):
            self._kids.append(kid)
        else:
            self._kids = [self._kids, kid]

    def walk(
        self, parent: StructElement | None = None
    ) -> Iterator[tuple[StructElement, StructElement | None]]:
        """Yield this element and all below it in reading order, each with its parent."""
        pending = [(self, parent)]
        while pending:
            found = pending.pop()
            yield found
            element = found[0]
            pending += [(kid, element) for kid in reversed(element.kids) if isinstance(kid, StructElement)]

    def written(self, parent: int, pages: Sequence[int]) -> bytes:
        """The dictionary of the element; `parent` and `pages` are numbers of objects."""
        kids = self.kids
        page = next((kid[0] for kid in kids if isinstance(kid, tuple)), None)
        content = [_kid(kid, page, pages) for kid in kids]
        text = f"<</Type /StructElem /S /{self.role} /P {parent} 0 R /K "
        text += content[0] if len(content) == 1 else f"[{' '.join(content)}]"
        if page is not None:
            text += f" /Pg {pages[page]} 0 R"
        if self.role == NOTE:
            text += f" /ID ({self.name})"
        if self.attributes:
            text += f" /A {self.attributes}"
        if self.alt:
            text += f" /Alt <feff{self.alt.encode('utf-16-be').hex()}>"
        return f"{text}>>".encode("ascii")


Kid: TypeAlias = StructElement | tuple[int, int]


def _kid(kid: Kid, page: int | None, pages: Sequence[int]) -> str:
    if isinstance(kid, StructElement):
        return f"{kid.number} 0 R"
    if kid[0] == page:
        return str(kid[1])
    return f"<</Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]}>>"
