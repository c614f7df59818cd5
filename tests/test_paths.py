"""Folders and bundled resources."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ozgdesk.paths import folders, resource


def test_a_given_data_dir_holds_everything(tmp_path: Path) -> None:
    paths = folders(tmp_path / "here")
    paths.create()
    places = (paths.data_dir, paths.config_dir, paths.log_dir, paths.settings_file, paths.samples_dir)
    assert all(place.is_relative_to(tmp_path / "here") for place in places)
    assert paths.log_dir.is_dir()


def test_a_relative_data_dir_does_not_follow_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert folders(Path("daten")).data_dir == tmp_path / "daten"


def test_without_a_data_dir_the_folders_of_the_user_are_taken() -> None:
    paths = folders()
    assert paths.data_dir.is_absolute()
    assert "OZG-Desk" in paths.data_dir.parts
    assert "Roaming" not in paths.data_dir.parts


def test_resources_are_found_in_the_source_tree() -> None:
    assert resource("fonts", "SourceSans3-Regular.ttf").is_file()
    assert resource("app", "ozgdesk.ico").is_file()


def test_resources_beside_the_module_win_as_in_a_wheel_or_the_frozen_program(tmp_path: Path) -> None:
    package = tmp_path / "ozgdesk"
    (package / "resources" / "fonts").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    for name in ("__init__.py", "paths.py"):
        shutil.copy(Path(sys.modules["ozgdesk"].__path__[0]) / name, package)
    code = "from ozgdesk.paths import resource; print(resource('fonts'))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert Path(found.stdout.strip()) == package / "resources" / "fonts"
