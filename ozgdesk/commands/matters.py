"""Common matters: begin one, bring it before several municipalities, write its texts once, choose forms."""

from collections.abc import Sequence

from ozgdesk.commands import councils
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.cooperation import Grant, Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter, PaperForm
from ozgdesk.domain.order import between
from ozgdesk.domain.paper_forms import TEXT_SECTIONS, SectionKey
from ozgdesk.domain.papers import extracts_of, own_text, shared_text
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.resolutions import is_amendment
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Document
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import DocumentKind
from ozgdesk.texts import matters as words
from ozgdesk.texts.paper_forms import SuppliedForm

_LONGEST_NAME = 300


def start_matter(title: str, agreement_id: str | None = None) -> Command[Matter]:
    """A matter without texts, about an agreement or any resolution."""
    return lambda tx: _insert_matter(tx, title, agreement_id=agreement_id)


def start_from_version(version_id: str) -> Command[Matter]:
    """A matter that brings a version of an agreement before the councils, with a first resolution text.

    A draft that changes the version in force is an amendment, and called so.
    """

    def command(tx: Transaction) -> Matter:
        version = tx.get(AgreementVersion, version_id)
        agreement = tx.get(Agreement, version.agreement_id)
        is_change = is_amendment(tx.snapshot(), version.id)
        values = {"title": agreement.title, "version": version.name}
        return _insert_matter(
            tx,
            words.AMENDMENT_TITLE.format(**values) if is_change else agreement.title,
            agreement_id=agreement.id,
            version_id=version.id,
            resolution_text=(words.AMENDMENT_TEXT if is_change else words.VERSION_TEXT).format(**values),
            enclosures=words.ENCLOSED_VERSION.format(**values),
        )

    return command


def start_from_grant(grant_id: str) -> Command[Matter]:
    """A matter that brings the application for a grant before the councils, with a first resolution text."""

    def command(tx: Transaction) -> Matter:
        grant = tx.get(Grant, grant_id)
        title = words.GRANT_TITLE.format(name=grant.name)
        text = words.GRANT_TEXT.format(name=grant.name)
        return _insert_matter(tx, title, grant_id=grant.id, resolution_text=text)

    return command


def join_papers(paper_ids: Sequence[str]) -> Command[Matter]:
    """Make papers that are there already one matter; what all of them say alike becomes the shared text.

    RuleViolation `papers_needed` without papers, `papers_differ` when they are about different agreements.
    """

    def command(tx: Transaction) -> Matter:
        papers = [tx.get(CouncilPaper, id_) for id_ in dict.fromkeys(paper_ids)]
        if not papers:
            raise RuleViolation("papers_needed")
        if len({paper.agreement_id for paper in papers}) > 1:
            raise RuleViolation("papers_differ")
        matter = _insert_matter(tx, papers[0].title, agreement_id=papers[0].agreement_id)
        for paper in papers:
            tx.update(CouncilPaper, paper.id, matter_id=matter.id)
        for section in TEXT_SECTIONS:
            texts = {own_text(paper, section) for paper in papers}
            if len(papers) > 1 and len(texts) == 1 and texts != {""}:
                share_text(papers[0].id, section)(tx)
        return tx.get(Matter, matter.id)

    return command


def take_papers(matter_id: str, paper_ids: Sequence[str]) -> Command[Matter]:
    """Put papers that are there into a matter that is there; they are about its agreement then.

    RuleViolation `papers_needed` without papers, `papers_differ` when one is about another agreement.
    """

    def command(tx: Transaction) -> Matter:
        matter = tx.get(Matter, matter_id)
        papers = [tx.get(CouncilPaper, id_) for id_ in dict.fromkeys(paper_ids)]
        if not papers:
            raise RuleViolation("papers_needed")
        if any(paper.agreement_id not in (None, matter.agreement_id) for paper in papers):
            raise RuleViolation("papers_differ")
        for paper in papers:
            tx.update(CouncilPaper, paper.id, matter_id=matter.id, agreement_id=matter.agreement_id)
        return matter

    return command


def fan_out(matter_id: str, municipality_ids: Sequence[str]) -> Command[tuple[CouncilPaper, ...]]:
    """A paper for each municipality that has none on this matter, with the usual way and the shared texts.

    Its stations lie before the bodies with the version of the matter. Numbers stay open: town halls give
    them.
    """

    def command(tx: Transaction) -> tuple[CouncilPaper, ...]:
        matter = tx.get(Matter, matter_id)
        known = {paper.municipality_id for paper in tx.having(CouncilPaper, "matter_id", matter.id)}
        made = []
        for id_ in dict.fromkeys(municipality_ids):
            if id_ not in known:
                made.append(_paper(tx, matter, id_))
        return tuple(made)

    return command


def share_text(paper_id: str, section: SectionKey) -> Command[Matter]:
    """Make the words of a paper those of its matter; papers that say the same use them from now on.

    RuleViolation `no_matter` for a paper by itself, `no_own_text` where it has no words of its own.
    """

    def command(tx: Transaction) -> Matter:
        paper = tx.get(CouncilPaper, paper_id)
        matter = tx.find(Matter, paper.matter_id)
        if matter is None:
            raise RuleViolation("no_matter")
        text = own_text(paper, section) if section in TEXT_SECTIONS else ""
        if not text:
            raise RuleViolation("no_own_text")
        for other in tx.having(CouncilPaper, "matter_id", matter.id):
            if own_text(other, section) == text:
                tx.update(CouncilPaper, other.id, **{section.value: ""})
        return tx.update(Matter, matter.id, **{section.value: text})

    return command


def write_own_text(paper_id: str, section: SectionKey, text: str) -> Command[CouncilPaper]:
    """What a paper says instead of the shared words; the shared words themselves are nothing of its own."""

    def command(tx: Transaction) -> CouncilPaper:
        paper = tx.get(CouncilPaper, paper_id)
        if section not in TEXT_SECTIONS:
            raise RuleViolation("no_own_text")
        is_shared = text.strip() == shared_text(tx.find(Matter, paper.matter_id), section)
        return tx.update(CouncilPaper, paper.id, **{section.value: "" if is_shared else text})

    return command


def take_form(municipality_id: str, form: SuppliedForm) -> Command[PaperForm]:
    """Let the papers of a municipality be set in a supplied form; one it has already is replaced."""

    def command(tx: Transaction) -> PaperForm:
        town = tx.get(Municipality, municipality_id)
        own = next(iter(tx.having(PaperForm, "municipality_id", town.id)), None)
        if own is not None:
            return tx.update(PaperForm, own.id, **form.fields)
        return tx.insert(PaperForm(id=tx.new_id(), municipality_id=town.id, **form.fields))

    return command


def set_extract(consultation_id: str, is_there: bool) -> Command[Document | None]:
    """Note that the certified extract of a resolution (Beschlussauszug) is there, or that it is not."""

    def command(tx: Transaction) -> Document | None:
        station = tx.get(Consultation, consultation_id)
        found = extracts_of(tx, station.id)
        if is_there:
            return found[0] if found else _insert_extract(tx, station)
        for document in found:
            tx.delete(Document, document.id)
        return None

    return command


def _insert_extract(tx: Transaction, station: Consultation) -> Document:
    body = tx.get(Committee, station.committee_id)
    paper = tx.get(CouncilPaper, station.paper_id)
    town = tx.get(Municipality, paper.municipality_id)
    return tx.insert(
        Document(
            id=tx.new_id(),
            title=words.EXTRACT_TITLE.format(body=body.name, municipality=town.name)[:_LONGEST_NAME],
            kind=DocumentKind.RESOLUTION_EXTRACT,
            file_reference=paper.number,
            subject_kind=table_name(Consultation),
            subject_id=station.id,
        )
    )


def _insert_matter(tx: Transaction, title: str, **values: str | None) -> Matter:
    last = max((row.order for row in tx.all(Matter)), default=None)
    return tx.insert(
        Matter.model_validate(
            {"id": tx.new_id(), "order": between(last, None), "title": title[:_LONGEST_NAME], **values}
        )
    )


def _paper(tx: Transaction, matter: Matter, municipality_id: str) -> CouncilPaper:
    paper = councils.add_paper(municipality_id, matter.title, agreement_id=matter.agreement_id)(tx)
    if matter.version_id is not None:
        for station in tx.having(Consultation, "paper_id", paper.id):
            tx.update(Consultation, station.id, version_id=matter.version_id)
    return tx.update(CouncilPaper, paper.id, matter_id=matter.id)
