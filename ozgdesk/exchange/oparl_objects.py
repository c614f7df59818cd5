"""The objects of OParl files by kind and id, before anybody looks at what they mean.

Lists and single objects, embedded or by URL, of any version 1.x become the same: objects that name each other
by id, with the few fields that are needed. Persons are counted and never looked into.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from typing import Any

from ozgdesk.domain.incoming import Leftover
from ozgdesk.exchange.oparl_pages import Pages
from ozgdesk.exchange.oparl_values import line

Row = dict[str, Any]

FIELDS: Mapping[str, frozenset[str]] = {
    "System": frozenset(),
    "Body": frozenset({"name", "shortName", "ags", "rgs"}),
    "Organization": frozenset(
        {
            "name",
            "shortName",
            "organizationType",
            "classification",
            "startDate",
            "endDate",
            "votingMemberCount",
        }
    ),
    "Meeting": frozenset({"name", "start", "end", "cancelled", "meetingState", "OZGDESK:isOnlyDay"}),
    "AgendaItem": frozenset(
        {"number", "order", "name", "public", "result", "resolutionText", "OZGDESK:result"}
    ),
    "Paper": frozenset({"name", "reference", "date", "paperType"}),
    "Consultation": frozenset({"role", "authoritative", "OZGDESK:isFinal"}),
    "Location": frozenset({"description", "room", "streetAddress", "locality"}),
}
"""The plain values of each kind; what is not listed is not read."""

LINKS: Mapping[str, Mapping[str, str]] = {
    "System": {},
    "Body": {},
    "Organization": {"body": "Body"},
    "Meeting": {
        "body": "Body",
        "organization": "Organization",
        "location": "Location",
        "agendaItem": "AgendaItem",
    },
    "AgendaItem": {"meeting": "Meeting", "consultation": "Consultation"},
    "Paper": {
        "body": "Body",
        "consultation": "Consultation",
        "underDirectionOf": "Organization",
        "superordinatedPaper": "Paper",
    },
    "Consultation": {
        "paper": "Paper",
        "meeting": "Meeting",
        "agendaItem": "AgendaItem",
        "organization": "Organization",
    },
    "Location": {},
}  # fmt: skip
"""The fields that name other objects, by id or with the object itself."""

INSIDE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "System": {"body": ("Body", "")},
    "Body": {
        "organization": ("Organization", "body"),
        "meeting": ("Meeting", "body"),
        "paper": ("Paper", "body"),
        "agendaItem": ("AgendaItem", ""),
        "consultation": ("Consultation", ""),
    },
    "Organization": {
        "meeting": ("Meeting", "organization"),
        "consultation": ("Consultation", "organization"),
    },
}
"""Where URLs name a list that was not saved, but some servers put the objects themselves; with the field by
which these name what they were found in."""

_BACK = {("Meeting", "agendaItem"): "meeting", ("Paper", "consultation"): "paper"}
_PERSONAL = frozenset({"Person", "Membership"})
_NOT_KEPT = frozenset({"File", "LegislativeTerm"})
_FILE_FIELDS = (
    "mainFile",
    "auxiliaryFile",
    "invitation",
    "resultsProtocol",
    "verbatimProtocol",
    "resolutionFile",
)
_KINDS = {kind.casefold(): kind for kind in (*FIELDS, *_PERSONAL, *_NOT_KEPT)}
_TYPE = re.compile(r"(?:.*schema\.oparl\.org/(\d+)\.\d+/)?(?:.*/)?([A-Za-z]+)/?", re.IGNORECASE)


class Objects:
    """All objects that were found; `tombstones` are ids of deleted ones that do not say what they were."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, Row]] = {kind: {} for kind in FIELDS}
        self.tombstones: dict[str, None] = {}
        self.pages = Pages()
        self.counts: Counter[str] = Counter()
        self._listed: set[tuple[str, str]] = set()

    def take(self, document: Any) -> int:
        """Keep the objects of one file and return how many things in it were objects of OParl."""
        waiting: deque[tuple[Any, str, Row, bool]] = deque([(document, "", {}, True)])
        count = 0
        while waiting:
            value, hint, given, is_listed = waiting.popleft()
            if isinstance(value, list):
                hint = hint or next((kind for item in value if (kind := self._kind(item))), "")
                waiting.extend((item, hint, given, is_listed) for item in value)
            elif isinstance(value, dict) and "type" not in value and isinstance(value.get("data"), list):
                self.pages.take(value)
                waiting.append((value["data"], hint, given, is_listed))
            elif isinstance(value, dict):
                found = list(self._keep(value, hint, given, is_listed=is_listed))
                count += bool(found)
                waiting.extend(found[1:])
        return count

    @property
    def leftovers(self) -> Iterator[Leftover]:
        """What is not taken, counted."""
        for code in ("persons", "files", "other_objects", "other_version", "no_id", "double_objects"):
            if self.counts[code]:
                yield Leftover(code, values={"count": self.counts[code]})
        yield from self.pages.leftovers

    def _kind(self, value: Any) -> str:
        """What an object says it is; empty where it says nothing known."""
        found = _TYPE.fullmatch(line(value.get("type"))) if isinstance(value, dict) else None
        if found is None:
            return ""
        if found[1] not in (None, "1"):
            return "other_version"
        return _KINDS.get(found[2].casefold(), "")

    def _keep(self, value: Row, hint: str, given: Row, *, is_listed: bool) -> Iterator[Any]:
        """Keep one object. Yields True when it is one, then the objects inside it, still to be kept."""
        is_nameless = is_listed and value.get("deleted") is True and not self._kind(value)
        kind = self._kind(value) or ("" if is_nameless else hint)
        uid = line(given.get("id")) or line(value.get("id"))
        if kind in _PERSONAL or kind in _NOT_KEPT or kind == "other_version":
            self.counts["persons" if kind in _PERSONAL else "files" if kind in _NOT_KEPT else kind] += 1
            yield True
        elif is_nameless and uid:
            self.tombstones[uid] = None
            yield True
        elif not kind:
            self.counts["other_objects"] += 1
        elif not uid:
            self.counts["no_id"] += 1
            yield True
        else:
            yield True
            yield from self._keep_known(kind, uid, value, given, is_listed=is_listed)

    def _keep_known(self, kind: str, uid: str, value: Row, given: Row, *, is_listed: bool) -> Iterator[Any]:
        row: Row = {name: part for name, part in given.items() if name != "id"}
        row |= {name: value[name] for name in FIELDS[kind] if value.get(name) not in (None, "")}
        row["modified"] = line(value.get("modified"))
        if value.get("deleted") is True:
            row["deleted"] = True
        self.counts["files"] += sum(
            len(part) if isinstance(part := value.get(name), list) else 1
            for name in _FILE_FIELDS
            if value.get(name)
        )
        for name, target in LINKS[kind].items():
            if name in value:
                ids, inside = self._links(value[name], f"{uid}#{name}", target, _BACK.get((kind, name)), uid)
                row[name] = ids
                yield from inside
        for name, (target, back) in INSIDE.get(kind, {}).items():
            yield from self._links(value.get(name), f"{uid}#{name}", target, back, uid)[1]
        self._merge(kind, uid, row, is_listed=is_listed)

    @staticmethod
    def _links(value: Any, stem: str, target: str, back: str | None, uid: str) -> tuple[list[str], list[Any]]:
        """The ids that a field names, and the objects that stand in it themselves."""
        ids: list[str] = []
        inside: list[Any] = []
        for place, part in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(part, dict):
                other = line(part.get("id")) or f"{stem}{place}"
                if other in ids:
                    # A paper that was postponed: Karlsruhe sends the same consultation with each meeting.
                    other = f"{other}#{line(part.get('meeting')) or place}"
                given: Row = {"id": other} | ({back: [uid]} if back else {})
                inside.append((part, target, given, False))
                ids.append(other)
            elif found := line(part):
                ids.append(found)
        return ids, inside

    def _merge(self, kind: str, uid: str, row: Row, *, is_listed: bool) -> None:
        """The same object may come several times, whole or in part: what is newer goes before."""
        former = self.of[kind].get(uid)
        if is_listed:
            if (kind, uid) in self._listed:
                self.counts["double_objects"] += 1
            self._listed.add((kind, uid))
        if former is None:
            self.of[kind][uid] = row
        elif row["modified"] >= former["modified"]:
            self.of[kind][uid] = {**former, **row}
        else:
            self.of[kind][uid] = {**row, **former}
