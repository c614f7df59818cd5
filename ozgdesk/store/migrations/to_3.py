"""Version 2 to 3: minutes, limits and load of the board, deviations, and the source of a constraint."""

import sqlite3

from ozgdesk.store.migrations.rebuild import rebuild

_REBUILT = {
    "cooperation": """CREATE TABLE cooperation (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    description TEXT NOT NULL,
    christmas_eve_is_free INTEGER NOT NULL,
    new_years_eve_is_free INTEGER NOT NULL,
    load_share TEXT NOT NULL,
    has_load_per_person INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT cooperation_christmas_eve_is_free CHECK ("christmas_eve_is_free" IN (0, 1)),
    CONSTRAINT cooperation_new_years_eve_is_free CHECK ("new_years_eve_is_free" IN (0, 1)),
    CONSTRAINT cooperation_load_share CHECK ("load_share" IN ('equal', 'population', 'fixed')),
    CONSTRAINT cooperation_has_load_per_person CHECK ("has_load_per_person" IN (0, 1))
) STRICT""",
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
    party_from TEXT,
    party_until TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code),
    CONSTRAINT municipality_kind CHECK ("kind" IN ('town', 'municipality', 'district', 'association')),
    CONSTRAINT municipality_is_coordinating CHECK ("is_coordinating" IN (0, 1)),
    CONSTRAINT municipality_has_lord_mayor CHECK ("has_lord_mayor" IN (0, 1))
) STRICT""",
    "committee": """CREATE TABLE committee (
    id TEXT NOT NULL,
    municipality_id TEXT,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "order" TEXT NOT NULL,
    decision_rule TEXT NOT NULL,
    seats INTEGER,
    term TEXT NOT NULL,
    valid_from TEXT,
    valid_until TEXT,
    notice_days INTEGER,
    closing_days INTEGER,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(municipality_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT committee_kind CHECK (
        "kind" IN ('council', 'administration', 'committee', 'steering_group', 'mayors_round',
        'working_group')),
    CONSTRAINT committee_decision_rule CHECK (
        "decision_rule" IN ('not_stated', 'consensus', 'unanimity', 'majority'))
) STRICT""",
    "meeting": """CREATE TABLE meeting (
    id TEXT NOT NULL,
    committee_id TEXT NOT NULL,
    held_on TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    place TEXT NOT NULL,
    chair_id TEXT,
    minutes_by_id TEXT,
    minutes_state TEXT NOT NULL,
    is_cancelled INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(committee_id) REFERENCES committee (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(chair_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(minutes_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT meeting_minutes_state CHECK ("minutes_state" IN ('none', 'open', 'closed')),
    CONSTRAINT meeting_is_cancelled CHECK ("is_cancelled" IN (0, 1))
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
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(parent_id) REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (number),
    FOREIGN KEY(lead_office_id) REFERENCES shared_office (id) DEFERRABLE INITIALLY DEFERRED,
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
        "legal_form" IN ('not_stated', 'delegation', 'mandate', 'coordination'))
) STRICT""",
}
"""Tables with new columns, as a new file has them."""

_ADDED = (
    """CREATE TABLE attendance (
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    person_id TEXT,
    guest TEXT NOT NULL,
    presence TEXT NOT NULL,
    deputy_id TEXT,
    gets_minutes INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(deputy_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT attendance_presence CHECK ("presence" IN ('present', 'excused', 'absent')),
    CONSTRAINT attendance_gets_minutes CHECK ("gets_minutes" IN (0, 1))
) STRICT""",
    """CREATE TABLE minute_item (
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    "order" TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    votes_yes INTEGER,
    votes_no INTEGER,
    abstentions INTEGER,
    objections TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT minute_item_kind CHECK ("kind" IN ('topic', 'note', 'resolution', 'task', 'change')),
    CONSTRAINT minute_item_outcome CHECK ("outcome" IN ('open', 'carried', 'not_carried', 'postponed'))
) STRICT""",
    """CREATE TABLE board_limit (
    id TEXT NOT NULL,
    municipality_id TEXT,
    state TEXT,
    most INTEGER NOT NULL,
    is_hard INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT board_limit_place CHECK (municipality_id IS NOT NULL OR state IS NOT NULL),
    FOREIGN KEY(municipality_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT board_limit_state CHECK (
        "state" IN ('planned', 'in_progress', 'waiting_contribution', 'waiting_third',
        'in_council', 'done', 'dormant', 'dropped')),
    CONSTRAINT board_limit_is_hard CHECK ("is_hard" IN (0, 1))
) STRICT""",
    """CREATE TABLE deviation (
    id TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    agreed_id TEXT,
    annex TEXT NOT NULL,
    since TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_deviation_per_task UNIQUE (agreement_id, task_id),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(task_id) REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(agreed_id) REFERENCES municipality (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
)

_INDEXES = (
    "CREATE UNIQUE INDEX one_coordinating_municipality"
    " ON municipality (is_coordinating) WHERE is_coordinating = 1",
    "CREATE INDEX ix_committee_municipality_id ON committee (municipality_id)",
    "CREATE INDEX ix_meeting_chair_id ON meeting (chair_id)",
    "CREATE INDEX ix_meeting_committee_id ON meeting (committee_id)",
    "CREATE INDEX ix_meeting_minutes_by_id ON meeting (minutes_by_id)",
    "CREATE INDEX ix_task_lead_office_id ON task (lead_office_id)",
    "CREATE INDEX ix_task_parent_id ON task (parent_id)",
    "CREATE INDEX ix_attendance_deputy_id ON attendance (deputy_id)",
    "CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id)",
    "CREATE INDEX ix_attendance_person_id ON attendance (person_id)",
    "CREATE UNIQUE INDEX one_attendance_per_person ON attendance (meeting_id, person_id)",
    "CREATE INDEX ix_minute_item_meeting_id ON minute_item (meeting_id)",
    "CREATE INDEX ix_board_limit_municipality_id ON board_limit (municipality_id)",
    "CREATE UNIQUE INDEX one_limit_per_place"
    " ON board_limit (coalesce(municipality_id, ''), coalesce(state, ''))",
    "CREATE INDEX ix_deviation_agreed_id ON deviation (agreed_id)",
    "CREATE INDEX ix_deviation_agreement_id ON deviation (agreement_id)",
    "CREATE INDEX ix_deviation_task_id ON deviation (task_id)",
)

_NEW_FIELDS = {
    "cooperation": {"load_share": "'equal'", "has_load_per_person": "json('false')"},
    "municipality": {"load_percent": "NULL"},
    "committee": {"decision_rule": "'not_stated'"},
    "meeting": {"ends_at": "''", "chair_id": "NULL", "minutes_by_id": "NULL", "minutes_state": "'none'"},
    "task": {"constraint_source": "''"},
}
"""What older rows say in the new columns, as SQL of a JSON value."""


def climb(connection: sqlite3.Connection) -> None:
    """Rebuild the tables that change, add the new ones, and convert the rows the journal keeps."""
    rebuild(connection, 2, _REBUILT, _NEW_FIELDS)
    for statement in (*_ADDED, *_INDEXES):
        connection.execute(statement)
