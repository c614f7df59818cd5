"""Small builders for rows and steps of the store's tests."""

from dataclasses import replace
from datetime import UTC, datetime

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.step import Author, Change, StepHead
from ozgdesk.domain.tasks import Task

HEAD = StepHead(
    0, "Aufgabe ändern", Author("Erika Beispiel", "USI"), datetime(2026, 11, 22, 14, tzinfo=UTC), "r1"
)


def id_of(number):
    return f"{number:032x}"


def municipalities():
    names = ("Usingen", "Neu-Anspach", "Glashütten", "Schmitten")
    return [
        Municipality(id=id_of(901 + n), code=f"M{n}", name=name, kind="town", order="FUkz"[n])
        for n, name in enumerate(names)
    ]


def task(number, **values):
    return Task(
        **{"id": id_of(number), "order": "V", "number": f"A-{number:03d}", "name": "Vergabewesen"} | values
    )


def changed(row, **values):
    return type(row).model_validate({name: getattr(row, name) for name in type(row).model_fields} | values)


def inserted(row):
    return Change(type(row), row.id, None, row)


def with_head(**values):
    return replace(HEAD, **values)


def state_of(folder):
    """Every file below a folder with its bytes, locks left out."""
    return {
        file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.suffix != ".lock"
    }
