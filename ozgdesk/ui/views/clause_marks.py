"""The signs beside the parts of a text: findings of the legal check, the gravest first, and open remarks."""

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.view import View
from ozgdesk.present.legal_check import OPEN, CheckRow, check_rows
from ozgdesk.present.municipalities import tags_of
from ozgdesk.present.naming import shortened
from ozgdesk.present.remarks import open_remarks, who
from ozgdesk.ui.views.clause_surface import MarginMark
from ozgdesk.ui.views.plan_hints import SEVERITY_ICONS


def margin_marks(view: View, version_id: str) -> dict[str, MarginMark]:
    """The sign of each part, by its id; where findings and remarks meet, the finding gives the picture."""
    found = remark_marks(view, version_id)
    for id_, mark in finding_marks(view, version_id).items():
        below = found.get(id_)
        lines = (mark.text, below.text) if below else (mark.text,)
        found[id_] = MarginMark(mark.icon, mark.role, "\n".join(lines))
    return found


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


def remark_marks(view: View, version_id: str) -> dict[str, MarginMark]:
    """A sign for each part of a version that open remarks are about, by the id of the part."""
    tags = tags_of(view)

    def line(row: Remark) -> str:
        name = who(tags[row.municipality_id if row.municipality_id in tags else None])
        return f"Anmerkung ({name}): {shortened(row.text or row.proposal, 160)}"

    found = open_remarks(view, version_id)
    return {id_: MarginMark("remark", "accent", "\n".join(map(line, rows))) for id_, rows in found.items()}


def _mark(rows: list[CheckRow]) -> MarginMark:
    icon, role = SEVERITY_ICONS[rows[0].severity]
    lines = [f"{row.severity_text}: {row.text} {row.norm}".strip() for row in rows]
    return MarginMark(icon, role, "\n".join(lines))
