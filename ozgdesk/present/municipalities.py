"""Municipalities as every place shows them: always code, name and colour together."""

from dataclasses import dataclass

from ozgdesk.domain.view import View

WHOLE = "Zusammenarbeit"


@dataclass(frozen=True, slots=True)
class MunicipalityTag:
    """A municipality as it is always shown: code, name, colour; `id` is empty for the cooperation."""

    id: str
    code: str
    name: str
    color: str


def tags_of(view: View) -> dict[str | None, MunicipalityTag]:
    """All municipalities by id; None is the cooperation itself."""
    tags: dict[str | None, MunicipalityTag] = {
        row.id: MunicipalityTag(row.id, row.code, row.name, row.color) for row in view.municipalities
    }
    tags[None] = MunicipalityTag("", "", WHOLE, "")
    return tags


def ranks_of(view: View) -> dict[str | None, int]:
    """Position of each municipality; the cooperation itself (or none) comes last."""
    ranks: dict[str | None, int] = {row.id: number for number, row in enumerate(view.municipalities)}
    return ranks | {None: len(ranks)}
