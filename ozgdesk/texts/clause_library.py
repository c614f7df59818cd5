"""The supplied clauses for agreements, read from `resources/clauses`, and what their tokens become.

`{topic:NAME}` points at the § about a topic, `{annex:NAME}` at the annex about it; both become references when
the clause is put into a text, or a gap that names the topic while nothing there is about it.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ozgdesk import paths
from ozgdesk.domain.clause_parts import Part
from ozgdesk.domain.vocabulary import ClauseTopic
from ozgdesk.texts.clause_markup import parts_of
from ozgdesk.texts.labels import label

FILES = ("frame.toml", "work.toml", "money.toml", "duration.toml")
OWN = "eigener"

_POINTER = re.compile(r"\{(topic|annex):([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A clause of the library. Those with the same `choice` exclude each other; `rules` are ids of law.

    `text` is clause markup with tokens; `is_own` when the project wrote it itself.
    """

    id: str
    topic: ClauseTopic
    name: str
    text: str
    choice: str = ""
    note: str = ""
    source: str = ""
    rules: tuple[str, ...] = ()
    law_as_of: str = ""
    is_own: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it puts into a text, its tokens still unresolved."""
        return parts_of(self.text)


@cache
def supplied_templates() -> tuple[Template, ...]:
    """All supplied clauses in the order of an agreement."""
    found: list[Template] = []
    for name in FILES:
        data = tomllib.loads(paths.resource("clauses", name).read_text(encoding="utf-8"))
        for row in data["template"]:
            values = {"law_as_of": data["law_as_of"], **row}
            topic, rules = ClauseTopic(values.pop("topic")), tuple(values.pop("rules"))
            found.append(Template(topic=topic, rules=rules, **values))
    return tuple(sorted(found, key=lambda template: _ORDER.index(template.topic)))


def supplied_template(id_: str) -> Template:
    """The supplied clause with this id; KeyError when there is none."""
    return {template.id: template for template in supplied_templates()}[id_]


def gap(topic: ClauseTopic, *, is_annex: bool) -> str:
    """What stands where a reference would, while the text has no part about the topic."""
    return f"[{'Anlage' if is_annex else 'Regelung'} „{label(topic)}“ fehlt noch]"


def pointers(text: str) -> tuple[tuple[ClauseTopic, bool], ...]:
    """The topics a text points at, each with whether an annex is meant; unknown names are left out."""
    return tuple((ClauseTopic(n), kind == "annex") for kind, n in _POINTER.findall(text) if n in _TOPICS)


def resolved(text: str, written: Callable[[ClauseTopic, bool], str]) -> str:
    """A text with each pointer replaced by what `written(topic, is_annex)` says; unknown names stay words."""

    def word(match: re.Match[str]) -> str:
        kind, name = match.groups()
        return written(ClauseTopic(name), kind == "annex") if name in _TOPICS else match[0]

    return _POINTER.sub(word, text)


def topic_rank(topic: ClauseTopic) -> int:
    """Where a topic usually stands in an agreement, counted from the front."""
    return _ORDER.index(topic)


_TOPICS = frozenset(topic.value for topic in ClauseTopic)
_ORDER = [topic for topic in ClauseTopic if topic is not ClauseTopic.NOT_STATED] + [ClauseTopic.NOT_STATED]
