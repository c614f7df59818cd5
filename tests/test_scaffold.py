"""The ground the house stands on: pinned packages, Qt's health, dev.py, and the guards of conftest."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import ozgdesk
from ozgdesk.paths import resource
from tests.conftest import Dialogs

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "ozgdesk.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned() -> dict[str, str]:
    """Return each package of the lock with its lines."""
    blocks = re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8").strip())
    return {block.partition("==")[0]: block for block in blocks}


def test_every_pinned_package_has_hashes_and_the_lock_names_no_address() -> None:
    assert all("--hash=sha256:" in block for block in pinned().values())
    assert "://" not in LOCK.read_text(encoding="utf-8")


def test_the_lock_holds_for_windows_too() -> None:
    assert "sys_platform == 'win32'" in pinned()["colorama"]


def test_the_lock_covers_what_the_project_and_its_build_need() -> None:
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    wanted += PROJECT["build-system"]["requires"]
    names = {re.split(r"[<>=~;\[ ]", line)[0].lower() for line in wanted}
    assert names - pinned().keys() == set()


def test_void_qt_calls_do_not_eat_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 drops one per call, and Python 3.11 then ends with `none_dealloc`."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert sys.getrefcount(None) > before - 500


@pytest.mark.parametrize("face", ["Regular", "It", "Semibold", "Bold"])
def test_the_bundled_typeface_loads(qtbot: QtBot, face: str) -> None:
    number = QFontDatabase.addApplicationFont(str(resource("fonts", f"SourceSans3-{face}.ttf")))
    families = QFontDatabase.applicationFontFamilies(number)
    assert families
    assert families[0].startswith("Source Sans 3")


def test_every_icon_is_drawn_in_the_colour_of_its_place(qtbot: QtBot) -> None:
    icons = sorted(resource("icons").glob("*.svg"))
    assert icons
    for file in icons:
        assert QSvgRenderer(str(file)).isValid(), file.name
        assert ElementTree.parse(file).getroot().get("stroke") == "currentColor", file.name


def test_every_icon_has_a_place_in_the_window() -> None:
    sources = (ROOT / "ozgdesk" / "ui").rglob("*.py")
    words = {
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert {file.stem for file in resource("icons").glob("*.svg")} - words == set()


def test_bundled_works_come_with_their_licences() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "ISC License" in resource("icons", "LICENSE.txt").read_text(encoding="utf-8")
    assert "dl-de/by-2-0" in resource("master_data", "LICENSE.txt").read_text(encoding="utf-8")
    kept = {
        file.relative_to(ROOT).as_posix() for file in resource().rglob("*") if file.stem in {"LICENSE", "OFL"}
    }
    assert kept <= set(PROJECT["project"]["license-files"])
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_the_wheel_brings_the_resources(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {
        f"ozgdesk/resources/{file.relative_to(resource()).as_posix()}"
        for file in resource().rglob("*")
        if file.is_file()
    }
    assert expected <= names
    assert "ozgdesk/paths.py" in names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_the_version_is_the_same_everywhere() -> None:
    assert f'softwareVersion: "{ozgdesk.__version__}"' in (ROOT / "publiccode.yml").read_text("utf-8")
    assert f"## {ozgdesk.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_an_unexpected_dialog_fails_the_test(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    with pytest.raises(AssertionError, match="modal dialog"):
        dialog.exec()
    with pytest.raises(AssertionError, match="wait for a person"):
        QMessageBox.question(None, "Frage", "Wirklich?")


def test_an_expected_dialog_is_answered_by_the_test(qtbot: QtBot, dialogs: Dialogs) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialogs.expect(lambda shown: shown.accept())
    assert dialog.exec() == QDialog.DialogCode.Accepted


def test_an_exception_in_a_slot_is_noticed(qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError("in a slot")

    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(fail)
    with qtbot.captureExceptions() as caught:
        button.click()
    assert [kind for kind, _, _ in caught] == [ValueError]


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_network_socket_fails_the_test(family: int) -> None:
    with pytest.raises(AssertionError, match="network"):
        socket.socket(family)
