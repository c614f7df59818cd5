"""The tables beside those of the entities: the journal, and what the file says of itself."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from ozgdesk.store.tables import METADATA

STEP = Table(
    "step",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("label", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("kind", Text, CheckConstraint("kind IN ('do', 'undo', 'redo')", name="step_kind"), nullable=False),
    Column("reverts", Integer, ForeignKey("step.number", deferrable=True, initially="DEFERRED")),
    Column(
        "is_barrier", Integer, CheckConstraint("is_barrier IN (0, 1)", name="step_barrier"), nullable=False
    ),
    Column("schema_version", Integer, nullable=False),
    sqlite_strict=True,
)
"""The journal: one row for each step, in the order of the commits."""

CHANGE = Table(
    "change",
    METADATA,
    Column(
        "step", Integer, ForeignKey("step.number", deferrable=True, initially="DEFERRED"), primary_key=True
    ),
    Column("position", Integer, primary_key=True),
    Column("table", Text, nullable=False),
    Column("row_id", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_change_row_id", "row_id"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""What a step changed: JSON of the whole row, of an update only the changed fields before and after."""

META = Table(
    "meta",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
"""Facts about the file itself: `created_at`, and the row hash while it holds."""

ALL_TABLES = METADATA
"""Every table of a project file: those of the entities, and these."""
