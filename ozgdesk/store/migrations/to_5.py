"""Version 4 to 5: common matters, forms of papers, series of meetings, assumed times, kept sheets."""

import sqlite3

from ozgdesk.store.migrations.rebuild import rebuild
from ozgdesk.store.migrations.tables_of_5 import ADDED, REBUILT

_INDEXES = (
    "CREATE INDEX ix_agreement_predecessor_id ON agreement (predecessor_id)",
    "CREATE UNIQUE INDEX one_coordinating_municipality ON municipality (is_coordinating)"
    " WHERE is_coordinating = 1",
    "CREATE INDEX ix_committee_municipality_id ON committee (municipality_id)",
    "CREATE INDEX ix_committee_predecessor_id ON committee (predecessor_id)",
    "CREATE INDEX ix_issued_report_attachment_id ON issued_report (attachment_id)",
    "CREATE INDEX ix_issued_report_municipality_id ON issued_report (municipality_id)",
    "CREATE INDEX ix_paper_form_municipality_id ON paper_form (municipality_id)",
    "CREATE INDEX ix_report_summary_municipality_id ON report_summary (municipality_id)",
    "CREATE INDEX ix_matter_agreement_id ON matter (agreement_id)",
    "CREATE INDEX ix_matter_grant_id ON matter (grant_id)",
    "CREATE INDEX ix_matter_version_id ON matter (version_id)",
    "CREATE INDEX ix_meeting_series_committee_id ON meeting_series (committee_id)",
    "CREATE INDEX ix_sheet_set_committee_id ON sheet_set (committee_id)",
    "CREATE INDEX ix_council_paper_agreement_id ON council_paper (agreement_id)",
    "CREATE INDEX ix_council_paper_matter_id ON council_paper (matter_id)",
    "CREATE INDEX ix_council_paper_municipality_id ON council_paper (municipality_id)",
    "CREATE INDEX ix_council_paper_predecessor_id ON council_paper (predecessor_id)",
    "CREATE INDEX ix_meeting_chair_id ON meeting (chair_id)",
    "CREATE INDEX ix_meeting_committee_id ON meeting (committee_id)",
    "CREATE INDEX ix_meeting_minutes_by_id ON meeting (minutes_by_id)",
    "CREATE INDEX ix_meeting_series_id ON meeting (series_id)",
    "CREATE INDEX ix_sheet_set_entry_agreement_id ON sheet_set_entry (agreement_id)",
    "CREATE INDEX ix_sheet_set_entry_attachment_id ON sheet_set_entry (attachment_id)",
    "CREATE INDEX ix_sheet_set_entry_municipality_id ON sheet_set_entry (municipality_id)",
    "CREATE INDEX ix_sheet_set_entry_set_id ON sheet_set_entry (set_id)",
    "CREATE INDEX ix_consultation_committee_id ON consultation (committee_id)",
    "CREATE INDEX ix_consultation_meeting_id ON consultation (meeting_id)",
    "CREATE INDEX ix_consultation_paper_id ON consultation (paper_id)",
    "CREATE INDEX ix_consultation_version_id ON consultation (version_id)",
    "CREATE INDEX ix_task_agreement_id ON task (agreement_id)",
    "CREATE INDEX ix_task_consultation_id ON task (consultation_id)",
    "CREATE INDEX ix_task_lead_office_id ON task (lead_office_id)",
    "CREATE INDEX ix_task_paper_id ON task (paper_id)",
    "CREATE INDEX ix_task_parent_id ON task (parent_id)",
)
"""The indexes of both: those of a table go when it is made anew."""

_NEW_FIELDS = {
    "cooperation": {"yellow_slip_days": "7", "red_slip_days": "NULL"},
    "municipality": {"postal_address": "''", "publication_organ": "''"},
    "committee": {"predecessor_id": "NULL"},
    "meeting": {"series_id": "NULL"},
    "agreement": {
        "wanted_on": "NULL",
        "signing_days": "NULL",
        "supervision_days": "NULL",
        "publication_days": "NULL",
    },
    "council_paper": {
        "matter_id": "NULL",
        "local_explanation": "''",
        "closed_on": "NULL",
        "closed_note": "''",
    },
    "consultation": {"needs_equal_wording": "json('false')", "suspended_kind": "'not_stated'"},
    "task": {"paper_id": "NULL", "consultation_id": "NULL"},
}
"""What older rows say in the new columns, as SQL of a JSON value."""


def climb(connection: sqlite3.Connection) -> None:
    """Rebuild the tables that change, add the new ones, and convert the rows the journal keeps."""
    rebuild(connection, 4, REBUILT, _NEW_FIELDS)
    for statement in (*ADDED, *_INDEXES):
        connection.execute(statement)
