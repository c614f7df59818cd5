"""Which agreement and which version the pages of the place Vereinbarung show: what the desk remembers."""

from ozgdesk.present.agreement import AgreementRow, VersionRow, agreement_rows
from ozgdesk.ui.desk import Desk


def chosen_agreement(desk: Desk) -> AgreementRow | None:
    """The agreement that was chosen, else the last one, without its text; None when there is none."""
    rows = agreement_rows(desk.view, with_text=False).agreements
    found = next((row for row in rows if row.id == desk.agreement_id), None)
    return found or (rows[-1] if rows else None)


def chosen_version(desk: Desk, row: AgreementRow | None) -> VersionRow | None:
    """The version of the agreement that was chosen, else the current one; None when there is none."""
    if row is None:
        return None
    return next((version for version in row.versions if version.id == desk.version_id), row.current)
