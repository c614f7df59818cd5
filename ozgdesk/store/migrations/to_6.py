"""Version 5 to 6: a crest for each municipality, a wanted day for each matter, versions in sets of sheets."""

import sqlite3

from ozgdesk.store.migrations.rebuild import rebuild

_REBUILT = {
    "municipality": """CREATE TABLE municipality (
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "order" TEXT NOT NULL,
    color TEXT NOT NULL,
    is_coordinating INTEGER NOT NULL,
    has_lord_mayor INTEGER NOT NULL,
    ags TEXT NOT NULL,
    population INTEGER,
    population_on TEXT,
    district TEXT NOT NULL,
    region TEXT NOT NULL,
    load_percent REAL,
    postal_address TEXT NOT NULL,
    publication_organ TEXT NOT NULL,
    crest_id TEXT,
    party_from TEXT,
    party_until TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY(crest_id) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT municipality_kind CHECK ("kind" IN ('town', 'municipality', 'district', 'association')),
    CONSTRAINT municipality_is_coordinating CHECK ("is_coordinating" IN (0, 1)),
    CONSTRAINT municipality_has_lord_mayor CHECK ("has_lord_mayor" IN (0, 1))
) STRICT""",
    "matter": """CREATE TABLE matter (
    id TEXT NOT NULL,
    "order" TEXT NOT NULL,
    title TEXT NOT NULL,
    agreement_id TEXT,
    version_id TEXT,
    grant_id TEXT,
    wanted_on TEXT,
    resolution_text TEXT NOT NULL,
    explanation TEXT NOT NULL,
    financial_effect TEXT NOT NULL,
    enclosures TEXT NOT NULL,
    summary TEXT NOT NULL,
    questions TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(version_id) REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(grant_id) REFERENCES grant (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "sheet_set_entry": """CREATE TABLE sheet_set_entry (
    id TEXT NOT NULL,
    set_id TEXT NOT NULL,
    "order" TEXT NOT NULL,
    sheet TEXT NOT NULL,
    municipality_id TEXT,
    agreement_id TEXT,
    version_id TEXT,
    baseline_id TEXT,
    attachment_id TEXT,
    title TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(set_id) REFERENCES sheet_set (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(municipality_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(version_id) REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(baseline_id) REFERENCES baseline (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(attachment_id) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
}

_INDEXES = (
    "CREATE INDEX ix_municipality_crest_id ON municipality (crest_id)",
    "CREATE UNIQUE INDEX one_coordinating_municipality ON municipality (is_coordinating)"
    " WHERE is_coordinating = 1",
    "CREATE INDEX ix_matter_agreement_id ON matter (agreement_id)",
    "CREATE INDEX ix_matter_grant_id ON matter (grant_id)",
    "CREATE INDEX ix_matter_version_id ON matter (version_id)",
    "CREATE INDEX ix_sheet_set_entry_agreement_id ON sheet_set_entry (agreement_id)",
    "CREATE INDEX ix_sheet_set_entry_attachment_id ON sheet_set_entry (attachment_id)",
    "CREATE INDEX ix_sheet_set_entry_baseline_id ON sheet_set_entry (baseline_id)",
    "CREATE INDEX ix_sheet_set_entry_municipality_id ON sheet_set_entry (municipality_id)",
    "CREATE INDEX ix_sheet_set_entry_set_id ON sheet_set_entry (set_id)",
    "CREATE INDEX ix_sheet_set_entry_version_id ON sheet_set_entry (version_id)",
)
"""Those of a table go when it is made anew."""

_NEW_FIELDS = {
    "municipality": {"crest_id": "NULL"},
    "matter": {"wanted_on": "NULL"},
    "sheet_set_entry": {"version_id": "NULL", "baseline_id": "NULL"},
}
"""What older rows say in the new columns, as SQL of a JSON value."""


def climb(connection: sqlite3.Connection) -> None:
    """Rebuild the tables that change and convert the rows the journal keeps."""
    rebuild(connection, 5, _REBUILT, _NEW_FIELDS)
    for statement in _INDEXES:
        connection.execute(statement)
