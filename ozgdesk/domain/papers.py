"""What a paper says: its own words where it has some, else those its matter shares with all."""

from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter, PaperForm
from ozgdesk.domain.paper_forms import SectionKey
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.steering import Document
from ozgdesk.domain.vocabulary import DocumentKind


def own_text(paper: CouncilPaper, section: SectionKey) -> str:
    """What the paper itself says in one of the `TEXT_SECTIONS`; empty where it uses the shared words."""
    return str(getattr(paper, section.value)).strip()


def shared_text(matter: Matter | None, section: SectionKey) -> str:
    """What a matter says for all papers in one of the `TEXT_SECTIONS`."""
    return str(getattr(matter, section.value)).strip() if matter is not None else ""


def section_text(paper: CouncilPaper, matter: Matter | None, section: SectionKey) -> str:
    """What stands in a section: own words replace the shared ones, the local explanation comes behind."""
    text = own_text(paper, section) or shared_text(matter, section)
    if section is not SectionKey.EXPLANATION:
        return text
    return "\n\n".join(part for part in (text, paper.local_explanation.strip()) if part)


def form_of(rows: Rows, municipality_id: str) -> PaperForm | None:
    """The form of a municipality; None while it has not chosen one."""
    found = (row for row in rows.all(PaperForm) if row.municipality_id == municipality_id)
    return next(found, None)


def extracts_of(rows: Rows, consultation_id: str) -> tuple[Document, ...]:
    """The certified extracts (Beschlussauszug) of the resolution of a station."""
    return tuple(
        row
        for row in rows.all(Document)
        if row.kind is DocumentKind.RESOLUTION_EXTRACT
        and (row.subject_kind, row.subject_id) == (table_name(Consultation), consultation_id)
    )
