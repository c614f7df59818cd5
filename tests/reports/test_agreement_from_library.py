"""The agreement of the four, from the first question to paper, with nothing but the library."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from ozgdesk.commands import agreements
from ozgdesk.commands.clause_library import insert_template, start_from_library
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.skeleton import SkeletonChoices
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import LegalForm
from ozgdesk.exchange.docx_writing import write_version
from ozgdesk.present.legal_check import check_rows
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.sheet import SheetOptions
from ozgdesk.texts.clause_library import supplied_template
from tests.helpers import TODAY, make_workspace

TITLE = "Mustertext aus der Bibliothek, keine Rechtsberatung"


@cache
def taunus() -> tuple[object, ...]:
    return build_sample("taunus", TODAY, SYSTEM_CLOCK.new_id)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    workspace = make_workspace(tmp_path, taunus())
    yield workspace
    workspace.close()


def written(workspace: Workspace, choices: SkeletonChoices) -> AgreementVersion:
    version = workspace.run("Entwurf", start_from_library(TITLE, choices))
    return workspace.snapshot.get(AgreementVersion, version.id)


def words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.replace("\ufffe", "").replace("\u00ad", "").split())


def test_the_agreement_of_the_four_is_written_checked_frozen_and_printed(project: Workspace) -> None:
    version = written(project, SkeletonChoices(form=LegalForm.MANDATE, sets_form=True))
    project.run("Unterschriften", agreements.propose_signatures(version.agreement_id))
    found = check_rows(project.view, version.agreement_id)
    of_words = [row.code for row in found if row.subject_kind == "clause" or row.severity == "error"]
    assert of_words == ["task_without_lead"] * 2, "the documents name no lead of A-008 and A-009"
    project.run("Einfrieren", agreements.freeze_version(version.id))
    texts = [node.clause.text for node in outline(project.snapshot, version.id).nodes]
    assert not any("{field:" in text or "{topic:" in text or "nicht angegeben" in text for text in texts)
    options = SheetOptions(printed_on=TODAY, agreement_id=version.agreement_id)
    data = make_sheet("agreement", project.view, options)
    assert check(data) == []
    text = words(data)
    for sentence in (
        "der Gemeinde Schmitten, vertreten durch den Gemeindevorstand,",
        "§ 2 Aufgaben, Rechtsform und Federführung",
        "§ 18 Salvatorische Klausel",
        "angezeigt. Die Anzeige übernimmt die Stadt Usingen für alle Kommunen.",
        "Anlage 1 Aufgaben und Federführung",
        "Sitzungsdienst vereinheitlichen",
    ):
        assert sentence in text.replace("\u00a0", " "), sentence
    assert write_version(project.view, project.snapshot.get(AgreementVersion, version.id))


def test_what_the_documents_of_the_four_do_not_say_is_not_said_by_the_draft(project: Workspace) -> None:
    before = {row.id: row for row in project.snapshot.all(Agreement)}
    effects = dict(project.view.effect)
    version = written(project, SkeletonChoices())
    assert {row.legal_form for row in project.snapshot.all(Task)} == {LegalForm.NOT_STATED}
    assert {id_: project.snapshot.get(Agreement, id_) for id_ in before} == before
    assert {id_: project.view.effect[id_] for id_ in before} == effects
    text = " ".join(row.text for row in project.snapshot.all(Clause) if row.version_id == version.id)
    assert "Aufgaben, die dort als Mandatierung bezeichnet sind" in text


def test_every_alternative_can_be_put_into_the_draft_without_loose_ends(project: Workspace) -> None:
    version = written(project, SkeletonChoices())
    for id_ in ("staff-joint", "participation-majority", "grants-key", "notice-cause", "formula-cited"):
        made = project.run("Baustein", insert_template(version.id, supplied_template(id_)))
        assert made.missing == ()
    assert outline(project.snapshot, version.id).dangling() == ()
