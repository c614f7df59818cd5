"""Finding anything by typing part of it: rows of every entity that has a name people know."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ozgdesk import formats
from ozgdesk.domain import agreements, cooperation, councils, drafting, people, steering, tasks
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.view import View
from ozgdesk.present.choices import choice_text
from ozgdesk.present.naming import Find, finder, shortened, unmarked
from ozgdesk.texts.entities import noun
from ozgdesk.texts.labels import label

SEARCHED: tuple[type[Entity], ...] = (
    tasks.Task,
    people.Person,
    cooperation.Cooperation,
    cooperation.Municipality,
    agreements.Agreement,
    agreements.Clause,
    drafting.Remark,
    councils.Matter,
    councils.CouncilPaper,
    councils.Committee,
    steering.Risk,
    steering.Decision,
    steering.FollowUp,
    steering.Document,
    cooperation.Grant,
    cooperation.Saving,
    cooperation.SharedOffice,
)
"""In the order in which equally good hits are listed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found; `group` is the German plural of its kind, `rank` 0 for the best."""

    kind: str
    id: str
    group: str
    text: str
    detail: str
    rank: int


def search(view: View, typed: str, limit: int = 24) -> tuple[Hit, ...]:
    """The best hits for what is typed: every word must occur; beginnings count more than middles."""
    words = typed.casefold().split()
    if not words:
        return ()
    hits = sorted(_hits(view, words), key=lambda pair: pair[0])
    return tuple(hit for _, hit in hits[:limit])


def rank(words: Iterable[str], *texts: str) -> int | None:
    """How well texts match all words: 0 begins with them, 1 words begin so, 2 contains; None: one is missing.

    >>> rank(["verg"], "A-017 Vergabewesen"), rank(["wesen"], "Vergabewesen"), rank(["x"], "Vergabe")
    (1, 2, None)
    """
    whole = " ".join(texts).casefold()
    worst = 0
    for word in words:
        at = whole.find(word)
        if at < 0:
            return None
        worst = max(worst, 0 if at == 0 else 1 if f" {word}" in whole else 2)
    return worst


def _hits(view: View, words: list[str]) -> Iterator[tuple[Any, Hit]]:
    find = finder(view.snapshot)
    for place, kind in enumerate(SEARCHED):
        group = noun(kind).plural
        group = group[:1].upper() + group[1:]
        more = _MORE.get(kind, _nothing)
        for row in view.snapshot.all(kind):
            text, detail = choice_text(row, find), more(row, find)
            found = rank(words, text, detail)
            if found is not None:
                if isinstance(row, agreements.Clause):
                    detail = _version(row, find)
                shown = Hit(
                    table_name(kind), row.id, group, shortened(text, 90), shortened(detail, 60), found
                )
                yield (found, place, formats.sort_key(text)), shown


def _nothing(row: Any, find: Find) -> str:
    return ""


def _code(id_: str | None, find: Find) -> str:
    row = find(Municipality, id_) if id_ else None
    return row.code if isinstance(row, Municipality) else ""


def _version(clause: agreements.Clause, find: Find) -> str:
    """The version a clause stands in: its copies in other versions read the same."""
    version = find(agreements.AgreementVersion, clause.version_id)
    if not isinstance(version, agreements.AgreementVersion):
        return ""
    agreement = find(agreements.Agreement, version.agreement_id)
    whole = isinstance(agreement, agreements.Agreement) and (agreement.short_title or agreement.title)
    return f"{version.name}, {whole}" if whole else version.name


_MORE: dict[type[Entity], Callable[[Any, Find], str]] = {
    tasks.Task: lambda row, find: label(row.state),
    people.Person: lambda row, find: " ".join(
        part for part in (row.function, _code(row.municipality_id, find)) if part
    ),
    agreements.Clause: lambda row, find: unmarked(row.text),
    drafting.Remark: lambda row, find: " ".join(
        part for part in (_code(row.municipality_id, find), row.proposal) if part
    ),
    councils.CouncilPaper: lambda row, find: formats.day(row.dated_on) if row.dated_on else "",
    councils.Committee: lambda row, find: row.short_name,
    steering.FollowUp: lambda row, find: formats.day(row.due_on),
    steering.Document: lambda row, find: row.file_reference,
    cooperation.Cooperation: lambda row, find: row.short_name,
    cooperation.Grant: lambda row, find: row.programme,
}
