import json
import subprocess
import sys
from pathlib import Path

import pytest

from ozgdesk import selftest
from ozgdesk.__main__ import _apart, _asks_for_window
from ozgdesk.cli import arguments
from ozgdesk.cli.main import main
from ozgdesk.reports.register import SHEETS
from ozgdesk.ui.places import picture_keys


@pytest.mark.slow
def test_without_a_display_every_place_and_every_sheet_is_written_and_named(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "ozgdesk.headless", "-o", str(tmp_path), "--scale", "1.5", "kassel-nord"]
    done = subprocess.run([*call, "--size", "1200x800"], capture_output=True, text=True, check=True)
    wanted = {f"{key}.png" for key in picture_keys()} | {f"{sheet.key}.pdf" for sheet in SHEETS}
    named = [Path(line) for line in done.stdout.splitlines()]
    assert {path.name for path in named} == wanted == {p.name for p in (tmp_path / "kassel-nord").iterdir()}
    for path in named:
        head = path.read_bytes()[:24]
        if path.suffix == ".pdf":
            assert head.startswith(b"%PDF-")
        else:
            size = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
            assert size == (1800, 1200)


def test_the_self_test_names_what_is_missing_and_ends_with_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object) -> None:
        raise FileNotFoundError("icons")

    monkeypatch.setattr(selftest, "SAMPLES", ("taunus",))
    monkeypatch.setattr(selftest, "prepare", lambda picture: None)
    monkeypatch.setattr(selftest, "paint_sample", breaks)
    monkeypatch.setattr(selftest, "cancel_button_text", lambda: "Cancel")
    target = tmp_path / "report.json"
    assert main(["selftest", "-o", str(target)]) == 3
    report = json.loads(target.read_text(encoding="utf-8"))
    assert report == json.loads(capsys.readouterr().out)
    assert {check["name"]: check["is_good"] for check in report["checks"]} == {
        "sample taunus": False,
        "Karfreitag 2031": True,
        "German dialogs": False,
        "formats": True,
        "lists": True,
    }
    assert "icons" in report["checks"][0]["found"]


@pytest.mark.parametrize(
    ("words", "is_window"),
    [
        ([], True),
        (["x.ozg"], True),
        (["X.OZG"], True),
        (["--data-dir", "d"], True),
        (["--data-dir", "d", "x.ozg"], True),
        (["--data-dir=d", "x.ozg"], True),
        (["check", "x.ozg"], False),
        (["-h"], False),
        (["frob"], False),
    ],
)
def test_a_file_alone_opens_the_window(words: list[str], is_window: bool) -> None:
    assert _asks_for_window(_apart(words)) is is_window


def test_render_offers_what_can_be_painted() -> None:
    assert picture_keys() == arguments.PLACES
