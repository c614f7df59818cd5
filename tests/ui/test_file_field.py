"""A file is embedded into a document, looked at, saved elsewhere and taken out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from ozgdesk.commands.attachments import LARGEST_FILE, embed_file
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.steering import Attachment, Document
from ozgdesk.paths import resource
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.field_row import FieldRow
from ozgdesk.ui.inspector.file_field import EMBED, FileField
from ozgdesk.ui.inspector.panel import Inspector
from tests.helpers import cooperation, four_municipalities, id_of, task
from tests.ui.desks import close_desk, make_desk, show_active

PAPER = Document(id=id_of(90), title="Bescheid", subject_kind="task", subject_id=task(1).id)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, [cooperation(), *four_municipalities(), task(1), PAPER])
    yield found
    close_desk(found)


@pytest.fixture
def inspector(desk: Desk, qtbot: QtBot) -> Inspector:
    panel = Inspector(desk)
    qtbot.addWidget(panel)
    panel.resize(400, 900)
    show_active(qtbot, panel)
    desk.pick(Document, PAPER.id)
    return panel


def row(inspector: Inspector, name: str = "attachment_id") -> FieldRow:
    assert inspector.page is not None
    return inspector.page.form.rows[name]


def field(inspector: Inspector, name: str = "attachment_id") -> FileField:
    found = row(inspector, name).field
    assert isinstance(found, FileField)
    return found


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_an_embedded_file_is_shown_with_name_and_size_and_goes_again(
    desk: Desk, inspector: Inspector, qtbot: QtBot, tmp_path: Path
) -> None:
    assert field(inspector).button.text() == EMBED
    assert not field(inspector).save_button.isVisible()
    field(inspector).embed(written(tmp_path, "Bescheid & Anlage.pdf", b"x" * 34_500))
    qtbot.waitUntil(lambda: desk.snapshot.all(Attachment) != ())
    assert field(inspector).button.text() == "Bescheid && Anlage.pdf (35\u00a0KB)"
    assert desk.workspace.undo_label == "Datei einbetten"
    field(inspector).remove_button.click()
    assert desk.snapshot.all(Attachment) == ()
    assert field(inspector).button.text() == EMBED
    desk.undo()
    assert desk.snapshot.all(Attachment)[0].content == b"x" * 34_500


def test_a_file_that_is_too_large_or_gone_is_refused_at_the_field(
    desk: Desk, inspector: Inspector, tmp_path: Path
) -> None:
    large = tmp_path / "groß.pdf"
    with large.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    field(inspector).embed(large)
    assert "größer als 20 MB" in row(inspector).error
    field(inspector).embed(tmp_path / "fehlt.pdf")
    assert "„fehlt.pdf“ kann nicht gelesen werden" in row(inspector).error
    assert desk.snapshot.all(Attachment) == ()
    assert desk.flush()


def test_an_embedded_file_is_saved_byte_for_byte(
    desk: Desk, inspector: Inspector, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.run("Datei einbetten", embed_file(Document, PAPER.id, "attachment_id", "a.pdf", b"\x00\xff"))
    with qtbot.waitSignal(desk.told) as told:
        field(inspector).save_as(tmp_path / "b.pdf")
    assert told.args == ["Gespeichert als „b.pdf“."]
    assert (tmp_path / "b.pdf").read_bytes() == b"\x00\xff"


def test_a_copy_is_opened_and_cannot_be_changed_but_no_program_is_started(
    desk: Desk, inspector: Inspector, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def note(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    desk.run("Datei einbetten", embed_file(Document, PAPER.id, "attachment_id", "..\\..\\a.pdf", b"Inhalt"))
    field(inspector).button.click()
    assert (opened[0].name, opened[0].read_bytes()) == ("a.pdf", b"Inhalt")
    assert not opened[0].stat().st_mode & 0o222
    desk.run("Datei einbetten", embed_file(Document, PAPER.id, "attachment_id", "a.exe", b"MZ"))
    with qtbot.waitSignal(desk.told) as told:
        field(inspector).button.click()
    assert "bitte speichern Sie „a.exe“ zuerst" in told.args[0]
    assert len(opened) == 1


def test_a_crest_is_chosen_among_pngs_refused_when_broken_and_taken_out_again(
    desk: Desk, inspector: Inspector, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = four_municipalities()[0].id
    desk.pick(Municipality, town)
    picture = Path(resource("app", "ozgdesk.png")).read_bytes()
    chosen = [written(tmp_path, "kaputt.png", picture[:-20]), written(tmp_path, "wappen.png", picture)]
    asked: list[str] = []

    def answer(_parent: object, _title: str, _folder: str, filter_: str) -> tuple[str, str]:
        asked.append(filter_)
        return str(chosen[len(asked) - 1]), filter_

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    line = row(inspector, "crest_id")
    assert any("bitte prüfen" in label.text() for label in line.findChildren(QLabel))
    field(inspector, "crest_id").button.click()
    qtbot.waitUntil(lambda: "„kaputt.png“ ist kein vollständiges PNG-Bild" in line.error)
    assert desk.snapshot.all(Attachment) == ()
    field(inspector, "crest_id").button.click()
    qtbot.waitUntil(lambda: desk.snapshot.all(Attachment) != ())
    assert line.error == ""
    assert desk.snapshot.get(Municipality, town).crest_id is not None
    assert set(asked) == {"PNG-Dateien (*.png)"}
    field(inspector, "crest_id").remove_button.click()
    assert desk.snapshot.get(Municipality, town).crest_id is None


def test_a_file_is_embedded_once_the_document_is_there(desk: Desk, inspector: Inspector) -> None:
    desk.draft(Document)
    assert inspector.draft is not None
    found = inspector.draft.form.rows["attachment_id"].field
    assert isinstance(found, FileField)
    assert not found.button.isEnabled()
    assert "sobald der Eintrag angelegt ist" in found.button.toolTip()
