"""dev.py tells in one sentence what is missing and knows when nothing has to be done."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_imports_the_standard_library_only(dev: ModuleType) -> None:
    modules = [value.__name__ for value in vars(dev).values() if isinstance(value, ModuleType)]
    assert modules
    assert {name.partition(".")[0] for name in modules} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ""}, False),
    ],
)
def test_a_display_is_there_when_a_variable_names_it(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: bool
) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is expected


def test_without_a_display_run_says_so_and_does_the_job_headless(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands: list[tuple[str, ...]] = []

    def recorded(*arguments: str, env: dict[str, str]) -> int:
        commands.append(arguments)
        assert env == {"QT_QPA_PLATFORM": "offscreen"}
        return 0

    monkeypatch.setattr(dev, "has_display", lambda: False)
    monkeypatch.setattr(dev, "python", recorded)
    assert dev.run([]) == 0
    assert commands == [("-m", "ozgdesk.headless", "-o", str(ROOT / "out"))]
    assert "Kein Bildschirm gefunden" in capsys.readouterr().out


def test_libraries_that_are_missing_are_named_by_their_debian_package(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "loads", lambda library: library not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    monkeypatch.setattr(dev, "has_display", lambda: False)
    assert list(dev.missing_packages("test")) == ["libegl1"]
    assert list(dev.missing_packages("run")) == ["libegl1"]
    monkeypatch.setattr(dev, "has_display", lambda: True)
    assert sorted(dev.missing_packages("run")) == ["libegl1", "libxcb-cursor0"]


def test_without_root_the_one_command_is_printed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.Stop, match="sudo apt-get install -y --no-install-recommends libegl1 libgl1"):
        dev.install_packages(["libegl1", "libgl1"])


def test_as_root_missing_packages_are_installed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def recorded(command: list[str], _environment: dict[str, str]) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(dev.shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(dev, "call", recorded)
    dev.install_packages(["libegl1"])
    assert [command[1] for command in commands] == ["update", "install"]
    assert "libegl1" in commands[1]


def test_a_failed_step_of_the_checks_is_named_and_the_others_still_run(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tools: list[str] = []

    def recorded(_switch: str, tool: str, *_arguments: str, env: dict[str, str]) -> int:
        tools.append(tool)
        return int(tool == "mypy")

    monkeypatch.setattr(dev, "python", recorded)
    assert dev.test([]) == 1
    assert tools == ["ruff", "ruff", "mypy", "pytest"]
    assert "Failed: mypy" in capsys.readouterr().err


def test_the_tests_run_on_all_cores_unless_the_call_says_otherwise(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, ...]] = []

    def recorded(*arguments: str, env: dict[str, str]) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr(dev, "python", recorded)
    assert dev.test(["-n", "0", "tests/ui"]) == 0
    assert calls[-1][:4] == ("-m", "pytest", "-n", "auto")
    assert calls[-1][-3:] == ("-n", "0", "tests/ui")


def test_nothing_is_installed_again_when_nothing_changed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed: list[tuple[str, ...]] = []

    def recorded(*arguments: str) -> int:
        installed.append(arguments)
        return 0

    monkeypatch.setattr(dev, "missing_packages", lambda _verb: iter(()))
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "venv_fits", lambda: True)
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev, "python", recorded)
    dev.prepare("test")
    assert len(installed) == 2
    assert "--require-hashes" in installed[0]
    assert {"--no-deps", "--no-build-isolation"} <= set(installed[1])
    dev.prepare("test")
    assert len(installed) == 2


def test_an_environment_of_another_python_or_a_broken_one_does_not_fit(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    assert dev.venv_fits()
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    assert not dev.venv_fits()
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev.sys, "version_info", (3, 99))
    assert not dev.venv_fits()
