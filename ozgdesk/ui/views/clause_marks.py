"""The signs beside the parts of a text: what the legal check finds about each, the gravest first."""

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.view import View
from ozgdesk.present.legal_check import OPEN, CheckRow, check_rows
from ozgdesk.ui.views.clause_surface import MarginMark
from ozgdesk.ui.views.plan_hints import SEVERITY_ICONS


def finding_marks(view: View, version_id: str) -> dict[str, MarginMark]:
    """A sign for each part of a version that open findings are about, by the id of the part."""
    version = view.snapshot.find(AgreementVersion, version_id)
    if version is None:
        return {}
    found: dict[str, list[CheckRow]] = {}
    for row in check_rows(view, version.agreement_id, version_id):
        if row.clause_id and row.state == OPEN:
            found.setdefault(row.clause_id, []).append(row)
    return {id_: _mark(rows) for id_, rows in found.items()}


def _mark(rows: list[CheckRow]) -> MarginMark:
    icon, role = SEVERITY_ICONS[rows[0].severity]
    lines = [f"{row.severity_text}: {row.text} {row.norm}".strip() for row in rows]
    return MarginMark(icon, role, "\n".join(lines))
