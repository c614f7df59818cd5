"""One row of every entity with every field filled, made from the fields themselves."""

import hashlib
from datetime import date
from enum import Enum
from typing import get_args

from ozgdesk.domain.registry import ENTITIES, references

_TEXT = "Straße „Ä“ <b> & \\ ' \" \n\t€ 🙂"

_BY_PATTERN = {
    r"^#[0-9a-f]{6}$": "#aa3377",
    r"^([0-9]{8})?$": "06434011",
    r"^([0-2][0-9]:[0-5][0-9])?$": "18:30",
    r"^[0-9A-Za-z]{1,200}$": "Vz0",
}


def id_of_kind(kind, serial=0):
    return hashlib.md5(f"{kind.__name__}{serial}".encode(), usedforsecurity=False).hexdigest()


def one_of_each():
    """Parents first; two rows of an entity that refers to itself, and these two point at each other."""
    rows = []
    for kind in ENTITIES:
        serials = (1, 0) if any(target is kind for _, target in references(kind)) else (0,)
        rows.extend(filled(kind, serial) for serial in reversed(serials))
    twins = {"predecessor_id", "successor_id"}
    for kind in ENTITIES:
        if {name for name, _ in references(kind)} >= twins:
            target = dict(references(kind))["successor_id"]
            place = next(n for n, row in enumerate(rows) if type(row) is kind)
            values = {name: getattr(rows[place], name) for name in kind.model_fields}
            rows[place] = kind.model_validate(values | {"successor_id": id_of_kind(target, 1)})
    return rows


def filled(kind, serial=0):
    targets = dict(references(kind))
    values = {}
    for name, field in kind.model_fields.items():
        if name == "id":
            values[name] = id_of_kind(kind, serial)
        elif name in targets:
            values[name] = id_of_kind(targets[name], 1 - serial if targets[name] is kind else 0)
        else:
            values[name] = _value(name, field, serial)
    return kind.model_validate(values)


def _value(name, field, serial):
    options = [
        option for option in (get_args(field.annotation) or (field.annotation,)) if option is not type(None)
    ]
    kind = options[0]
    pattern = next((p for part in field.metadata if (p := getattr(part, "pattern", None))), None)
    if issubclass(kind, Enum):
        return list(kind)[-1]
    if name == "number":
        return f"A-{17 + serial:03d}"
    if pattern is not None:
        length = 32 if "32" in pattern else 64
        return _BY_PATTERN.get(pattern, f"{serial:x}" * length)
    if kind is date:
        return date(2026, 2, 28)
    if kind is str:
        return "USI" if name == "code" else f"{_TEXT}{serial}".strip()
    if kind is bytes:
        return bytes(range(256))
    return serial == 0 if kind is bool else kind(1.0 if kind is float else 1 + serial)
