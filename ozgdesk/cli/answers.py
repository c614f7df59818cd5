"""How a command answers: JSON, plain tables, and sentences on stderr."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any


class CannotBeDone(Exception):
    """The call is right but cannot be carried out; the message is one German sentence with advice."""


def complain(sentence: str) -> None:
    """Tell the user something that is not data."""
    print(sentence, file=sys.stderr)


def print_json(value: object) -> None:
    """Write a value made of dataclasses, mappings, sequences, dates and enumerations as JSON."""
    json.dump(plain(value), sys.stdout, ensure_ascii=False, indent=2)
    print()


def plain(value: object) -> Any:
    """The value in the types JSON knows: dates in ISO form, enumerations by value.

    >>> plain({"due": date(2026, 12, 4), "codes": ("USI", "NA")})
    {'due': '2026-12-04', 'codes': ['USI', 'NA']}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key.value if isinstance(key, Enum) else key): plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows in columns as wide as their longest cell."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for number, line in enumerate(lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
