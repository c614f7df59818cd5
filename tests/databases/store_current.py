"""Writes `v<n>.ozg`, the stored file of the current schema version: one row of every entity, and some steps.

Run `python -m tests.databases.store_current` while a version is still being made; never for one that is out.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ozgdesk.domain.step import Author, Change, StepHead
from ozgdesk.store import schema
from ozgdesk.store.project_file import ProjectFile, create
from tests.store.samples import one_of_each


def main() -> None:
    """Replace the stored file of the current version."""
    path = Path(__file__).parent / f"v{schema.SCHEMA_VERSION}.ozg"
    path.unlink(missing_ok=True)
    create(path)
    project = ProjectFile.open(path, holder="Fixture")
    start = datetime(2026, 11, 22, 12, tzinfo=UTC)
    rows = one_of_each()
    inserts = [Change(type(row), row.id, None, row) for row in rows]
    head = StepHead(0, "Beispieldaten anlegen", Author("Projektbüro", "USI"), start, "r1")
    project.append(head, inserts)
    for number, row in enumerate(rows):
        if "source" in type(row).model_fields:
            values = {name: getattr(row, name) for name in type(row).model_fields}
            after = type(row).model_validate(values | {"source": "geändert"})
            at = start + timedelta(minutes=number)
            head = StepHead(0, "Quelle ändern", Author("Projektbüro", "USI"), at, "r1")
            project.append(head, [Change(type(row), row.id, row, after)])
    project.close()
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
