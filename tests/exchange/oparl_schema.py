"""A checker for the schemas of OParl 1.1: it knows the words they use and no other."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
}
_SILENT = {"title", "description", "references", "backreference", "cardinality"}


class Schemas:
    """The schema files of a folder by kind."""

    def __init__(self, folder: Path) -> None:
        self.of = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}

    def faults(self, thing: Any) -> list[str]:
        """What is wrong with an object, each with its path; its kind is told by its type."""
        kind = str(thing.get("type", "")).rpartition("/")[2]
        if kind not in self.of:
            return [f"no schema for {kind!r}"]
        return list(self._faults(thing, self.of[kind], kind))

    def _faults(self, value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
        unknown = (
            schema.keys()
            - _SILENT
            - {"type", "required", "properties", "items", "schema", "pattern", "format"}
        )
        assert not unknown, unknown
        wanted = schema.get("type")
        if wanted and (
            not isinstance(value, _TYPES[wanted]) or (wanted == "integer" and isinstance(value, bool))
        ):
            yield f"{path}: no {wanted}"
            return
        if isinstance(value, str):
            yield from self._text_faults(value, schema, path)
        if isinstance(value, list):
            for place, part in enumerate(value):
                yield from self._faults(part, schema.get("items", {}), f"{path}[{place}]")
        if isinstance(value, dict):
            whole = self.of[schema["schema"].removesuffix(".json")] if "schema" in schema else schema
            yield from (
                f"{path}: {name} is missing" for name in whole.get("required", ()) if name not in value
            )
            for name, part in whole.get("properties", {}).items():
                if name in value:
                    yield from self._faults(value[name], part, f"{path}.{name}")

    @staticmethod
    def _text_faults(value: str, schema: dict[str, Any], path: str) -> Iterator[str]:
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{path}: {value!r} does not fit {schema['pattern']}"
        form = schema.get("format")
        if form == "url" and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
            yield f"{path}: {value!r} is no URL"
        if form in ("date", "date-time"):
            read = date.fromisoformat if form == "date" else datetime.fromisoformat
            try:
                found = read(value)
            except ValueError:
                yield f"{path}: {value!r} is no {form}"
                return
            if isinstance(found, datetime) and found.tzinfo is None:
                yield f"{path}: {value!r} has no offset"
