"""Version 3 to 4: work on the text of agreements, costs, notice, signed originals, days for the plan."""

import sqlite3

from ozgdesk.store.migrations.rebuild import rebuild

_REBUILT = {
    "agreement": """CREATE TABLE agreement (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    short_title TEXT NOT NULL,
    "order" TEXT NOT NULL,
    predecessor_id TEXT,
    starts_on TEXT,
    ends_on TEXT,
    term_years INTEGER,
    is_unlimited INTEGER NOT NULL,
    has_notice_clause INTEGER,
    notice_period TEXT NOT NULL,
    notice_months INTEGER,
    notice_to TEXT NOT NULL,
    renewal_years INTEGER,
    review_on TEXT,
    terminated_to TEXT,
    entry_into_force TEXT NOT NULL,
    entry_on TEXT,
    cost_key TEXT NOT NULL,
    copies_count INTEGER,
    has_seal_field INTEGER NOT NULL,
    recorded_effective_on TEXT,
    recorded_evidence TEXT NOT NULL,
    recorded_reference TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(predecessor_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT agreement_is_unlimited CHECK ("is_unlimited" IN (0, 1)),
    CONSTRAINT agreement_has_notice_clause CHECK ("has_notice_clause" IN (0, 1)),
    CONSTRAINT agreement_notice_to CHECK (
        "notice_to" IN ('not_stated', 'any_day', 'month_end', 'quarter_end', 'half_year_end',
        'year_end')),
    CONSTRAINT agreement_entry_into_force CHECK (
        "entry_into_force" IN ('not_stated', 'fixed_date', 'last_signature',
        'first_of_next_month', 'day_after_publication')),
    CONSTRAINT agreement_cost_key CHECK ("cost_key" IN ('not_stated', 'equal', 'population', 'fixed')),
    CONSTRAINT agreement_has_seal_field CHECK ("has_seal_field" IN (0, 1))
) STRICT""",
    "agreement_party": """CREATE TABLE agreement_party (
    id TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    municipality_id TEXT NOT NULL,
    joined_on TEXT,
    cost_percent REAL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_party_per_agreement UNIQUE (agreement_id, municipality_id),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(municipality_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "agreement_version": """CREATE TABLE agreement_version (
    id TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    "order" TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    is_current INTEGER NOT NULL,
    based_on_id TEXT,
    frozen_on TEXT,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(based_on_id) REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT agreement_version_state CHECK (
        "state" IN ('draft', 'for_consultation', 'resolved', 'signed')),
    CONSTRAINT agreement_version_is_current CHECK ("is_current" IN (0, 1))
) STRICT""",
    "clause": """CREATE TABLE clause (
    id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    parent_id TEXT,
    stem TEXT NOT NULL,
    "order" TEXT NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(version_id) REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(parent_id) REFERENCES clause (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT clause_kind CHECK (
        "kind" IN ('formula', 'preamble', 'clause', 'paragraph', 'number', 'letter', 'annex')),
    CONSTRAINT clause_topic CHECK (
        "topic" IN ('not_stated', 'parties', 'purpose', 'tasks', 'staff', 'deputising',
        'participation', 'costs', 'grants', 'standards', 'data_protection', 'liability',
        'accession', 'term', 'notice', 'settlement', 'procedure', 'entry', 'written_form',
        'severability'))
) STRICT""",
    "task": """CREATE TABLE task (
    id TEXT NOT NULL,
    parent_id TEXT,
    "order" TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    waiting_for TEXT NOT NULL,
    description TEXT NOT NULL,
    duration_minutes INTEGER,
    remaining_minutes INTEGER,
    progress_percent INTEGER NOT NULL,
    constraint_kind TEXT NOT NULL,
    constraint_on TEXT,
    constraint_reason TEXT NOT NULL,
    constraint_source TEXT NOT NULL,
    deadline_on TEXT,
    deadline_kind TEXT NOT NULL,
    actual_start_on TEXT,
    actual_finish_on TEXT,
    is_contractual INTEGER NOT NULL,
    legal_form TEXT NOT NULL,
    lead_office_id TEXT,
    agreement_id TEXT,
    agreement_date TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(parent_id) REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (number),
    FOREIGN KEY(lead_office_id) REFERENCES shared_office (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT task_kind CHECK ("kind" IN ('task', 'milestone')),
    CONSTRAINT task_state CHECK (
        "state" IN ('planned', 'in_progress', 'waiting_contribution', 'waiting_third',
        'in_council', 'done', 'dormant', 'dropped')),
    CONSTRAINT task_constraint_kind CHECK (
        "constraint_kind" IN ('as_soon_as_possible', 'not_before', 'start_on', 'finish_on',
        'not_after', 'as_late_as_possible')),
    CONSTRAINT task_deadline_kind CHECK ("deadline_kind" IN ('legal', 'political', 'own')),
    CONSTRAINT task_is_contractual CHECK ("is_contractual" IN (0, 1)),
    CONSTRAINT task_legal_form CHECK (
        "legal_form" IN ('not_stated', 'delegation', 'mandate', 'coordination')),
    CONSTRAINT task_agreement_date CHECK (
        "agreement_date" IN ('start', 'end', 'last_notice', 'review', 'grant_binding',
        'tax_option'))
) STRICT""",
}
"""Tables with new columns, as a new file has them."""

_ADDED = (
    """CREATE TABLE agreement_copy (
    id TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    "order" TEXT NOT NULL,
    municipality_id TEXT,
    location TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(municipality_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    """CREATE TABLE accession_condition (
    id TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    municipality_id TEXT NOT NULL,
    joining_id TEXT NOT NULL,
    "order" TEXT NOT NULL,
    text TEXT NOT NULL,
    is_met INTEGER NOT NULL,
    met_on TEXT,
    evidence TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(municipality_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(joining_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT accession_condition_is_met CHECK ("is_met" IN (0, 1))
) STRICT""",
    """CREATE TABLE clause_template (
    id TEXT NOT NULL,
    "order" TEXT NOT NULL,
    topic TEXT NOT NULL,
    name TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    law_as_of TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT clause_template_topic CHECK (
        "topic" IN ('not_stated', 'parties', 'purpose', 'tasks', 'staff', 'deputising',
        'participation', 'costs', 'grants', 'standards', 'data_protection', 'liability',
        'accession', 'term', 'notice', 'settlement', 'procedure', 'entry', 'written_form',
        'severability'))
) STRICT""",
    """CREATE TABLE remark (
    id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    stem TEXT NOT NULL,
    municipality_id TEXT,
    "order" TEXT NOT NULL,
    text TEXT NOT NULL,
    proposal TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    dated_on TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(version_id) REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(municipality_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT remark_state CHECK ("state" IN ('open', 'accepted', 'rejected'))
) STRICT""",
    """CREATE TABLE change_reason (
    id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    stem TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_reason_per_clause UNIQUE (version_id, stem),
    FOREIGN KEY(version_id) REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    """CREATE TABLE review_note (
    id TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    stem TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    reviewed_on TEXT NOT NULL,
    document_id TEXT,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_note_per_finding UNIQUE (agreement_id, rule, stem),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(document_id) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT review_note_state CHECK ("state" IN ('checked', 'not_applicable'))
) STRICT""",
)

_INDEXES = (
    "CREATE INDEX ix_agreement_predecessor_id ON agreement (predecessor_id)",
    "CREATE INDEX ix_agreement_party_agreement_id ON agreement_party (agreement_id)",
    "CREATE INDEX ix_agreement_party_municipality_id ON agreement_party (municipality_id)",
    "CREATE INDEX ix_agreement_version_agreement_id ON agreement_version (agreement_id)",
    "CREATE INDEX ix_agreement_version_based_on_id ON agreement_version (based_on_id)",
    "CREATE UNIQUE INDEX one_current_version ON agreement_version (agreement_id) WHERE is_current = 1",
    "CREATE INDEX ix_clause_parent_id ON clause (parent_id)",
    "CREATE INDEX ix_clause_stem ON clause (stem)",
    "CREATE INDEX ix_clause_version_id ON clause (version_id)",
    "CREATE INDEX ix_task_agreement_id ON task (agreement_id)",
    "CREATE INDEX ix_task_lead_office_id ON task (lead_office_id)",
    "CREATE INDEX ix_task_parent_id ON task (parent_id)",
    "CREATE INDEX ix_agreement_copy_agreement_id ON agreement_copy (agreement_id)",
    "CREATE INDEX ix_agreement_copy_municipality_id ON agreement_copy (municipality_id)",
    "CREATE INDEX ix_accession_condition_agreement_id ON accession_condition (agreement_id)",
    "CREATE INDEX ix_accession_condition_joining_id ON accession_condition (joining_id)",
    "CREATE INDEX ix_accession_condition_municipality_id ON accession_condition (municipality_id)",
    "CREATE INDEX ix_remark_municipality_id ON remark (municipality_id)",
    "CREATE INDEX ix_remark_stem ON remark (stem)",
    "CREATE INDEX ix_remark_version_id ON remark (version_id)",
    "CREATE INDEX ix_change_reason_stem ON change_reason (stem)",
    "CREATE INDEX ix_change_reason_version_id ON change_reason (version_id)",
    "CREATE INDEX ix_review_note_agreement_id ON review_note (agreement_id)",
    "CREATE INDEX ix_review_note_document_id ON review_note (document_id)",
    "CREATE INDEX ix_review_note_stem ON review_note (stem)",
)

_NEW_FIELDS = {
    "agreement": {
        "notice_months": "NULL",
        "notice_to": "'not_stated'",
        "renewal_years": "NULL",
        "review_on": "NULL",
        "cost_key": "'not_stated'",
        "copies_count": "NULL",
        "has_seal_field": "json('false')",
    },
    "agreement_party": {"cost_percent": "NULL"},
    "agreement_version": {"based_on_id": "NULL"},
    "clause": {"topic": "'not_stated'"},
    "task": {"agreement_id": "NULL", "agreement_date": "NULL"},
}
"""What older rows say in the new columns, as SQL of a JSON value."""


def climb(connection: sqlite3.Connection) -> None:
    """Rebuild the tables that change, add the new ones, and convert the rows the journal keeps."""
    rebuild(connection, 3, _REBUILT, _NEW_FIELDS)
    for statement in (*_ADDED, *_INDEXES):
        connection.execute(statement)
