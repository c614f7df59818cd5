import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from ozgdesk.cli.arguments import SAMPLES, SHOWN
from ozgdesk.cli.main import main
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.ui import pictures
from tests.helpers import AUTHOR

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in an empty folder, with its own data folder beside it."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return lambda *words: main(["--data-dir", str(tmp_path / "data"), *map(str, words)])


def edit(path: Path, name: str = "Vergabestelle") -> None:
    """Change the name of the first task, as the window would."""
    workspace = Workspace.open(path, author=AUTHOR)
    task = workspace.snapshot.all(Task)[0]
    workspace.run("Aufgabe ändern", lambda tx: tx.update(Task, task.id, name=name))
    workspace.close()


STORED = Path(__file__).parent.parent / "databases"


@pytest.mark.parametrize("stored", sorted(STORED.glob("v*.ozg")), ids=lambda file: file.stem)
def test_a_write_protected_file_of_any_version_is_shown_printed_and_checked(
    call: Call, capsys: pytest.CaptureFixture[str], stored: Path
) -> None:
    path = Path(copyfile(stored, "x.ozg"))
    path.chmod(0o444)
    for place in SHOWN:
        assert call("show", place, "x.ozg", "--json") == 0
    assert call("print", "status", "x.ozg", "-o", "x.pdf") == 0
    assert call("history", "x.ozg") == 0
    capsys.readouterr()
    call("check", "x.ozg", "--json")
    found = {finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert not found & {"changed_outside", "journal", "row", "schema_mismatch"}
    assert fingerprint(path) == fingerprint(stored)
    path.chmod(0o644)
    assert call("undo", "x.ozg") == 0


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_new_project_can_be_shown_everywhere_and_is_not_touched(
    call: Call, capsys: pytest.CaptureFixture[str], sample: str
) -> None:
    assert call("new", "x.ozg", "--sample", sample) == 0
    before = fingerprint(Path("x.ozg"))
    for place in SHOWN:
        assert call("show", place, "x.ozg") == 0
        capsys.readouterr()
        assert call("show", place, "x.ozg", "--json") == 0
        assert isinstance(json.loads(capsys.readouterr().out), dict)
    assert call("check", "x.ozg", "--json") in (0, 1)
    assert call("history", "x.ozg", "--json") == 0
    assert fingerprint(Path("x.ozg")) == before
    assert [path.name for path in Path().iterdir()] == ["x.ozg"]


def test_new_never_overwrites(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("new", "x.ozg")
    before = fingerprint(Path("x.ozg"))
    assert call("new", "x.ozg", "--sample", "demo") == 3
    assert "x.ozg" in capsys.readouterr().err
    assert fingerprint(Path("x.ozg")) == before


@pytest.mark.parametrize(
    ("key", "start"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfNr.;"), ("ics", b"BEGIN:VCAL")]
)
def test_a_format_is_written_for_one_municipality_on_a_day(call: Call, key: str, start: bytes) -> None:
    call("new", "x.ozg", "--sample", "demo")
    before = fingerprint(Path("x.ozg"))
    window = Workspace.open(Path("x.ozg"), author=AUTHOR)
    try:
        assert call("export", key, "x.ozg", "-o", "alle.out") == 0
        words = ("--municipality", "bsp", "--as-of", "22.11.2026")
        assert call("export", key, "x.ozg", "-o", "eine.out", *words) == 0
    finally:
        window.close()
    whole, part = Path("alle.out").read_bytes(), Path("eine.out").read_bytes()
    assert whole.startswith(start)
    assert part.startswith(start)
    assert len(part) < len(whole)
    assert fingerprint(Path("x.ozg")) == before


def test_the_data_known_at_an_instant_can_be_shown(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("new", "x.ozg", "--sample", "demo")
    edit(Path("x.ozg"))
    call("show", "plan", "x.ozg", "--json")
    assert "Vergabestelle" in capsys.readouterr().out
    call("show", "plan", "x.ozg", "--json", "--recorded-until", "2026-11-01")
    assert "Vergabestelle" not in capsys.readouterr().out


def test_a_new_file_has_no_steps_and_says_so(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("new", "x.ozg")
    assert call("history", "x.ozg") == 0
    assert capsys.readouterr().out == "Es gibt noch keine Schritte.\n"


@pytest.mark.parametrize(
    "words", [("new", "fehlt/x.ozg"), ("render", "plan", "x.ozg", "-o", "fehlt/x.png"),
              ("print", "plan", "x.ozg", "-o", "fehlt/x.pdf")]
)  # fmt: skip
def test_a_folder_that_is_not_there_is_named(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    call("new", "x.ozg")
    assert call(*words) == 3
    assert capsys.readouterr().err.startswith("Den Ordner ")


def test_undo_redo_and_history_tell_what_happened(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("new", "x.ozg", "--sample", "taunus")
    edit(Path("x.ozg"))
    assert call("undo", "x.ozg") == 0
    assert capsys.readouterr().out.strip() == "Rückgängig: Aufgabe ändern"
    assert call("redo", "x.ozg") == 0
    assert call("redo", "x.ozg") == 3
    assert "wiederholt" in capsys.readouterr().err
    call("history", "x.ozg")
    assert capsys.readouterr().out.count("Aufgabe ändern") == 3


def test_a_backup_can_be_restored(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("new", "x.ozg", "--sample", "taunus")
    assert call("backup", "x.ozg") == 0
    backup = capsys.readouterr().out.strip()
    edit(Path("x.ozg"))
    assert call("restore", backup, "x.ozg") == 0
    call("show", "plan", "x.ozg")
    assert "Vergabestelle" not in capsys.readouterr().out


def test_a_file_that_a_window_has_open_can_be_read_but_not_written(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "taunus")
    window = Workspace.open(Path("x.ozg"), author=AUTHOR)
    assert call("show", "overview", "x.ozg") == 0
    capsys.readouterr()
    assert call("undo", "x.ozg") == 3
    assert AUTHOR.name in capsys.readouterr().err
    window.close()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("frob",), 2),
        (("show", "kitchen", "x.ozg"), 2),
        (("show", "plan"), 2),
        (("show", "plan", "."), 3),
        (("show", "plan", "/"), 2),
        (("show", "plan", "missing.ozg"), 3),
        (("show", "plan", "text.ozg"), 3),
        (("show", "plan", "zero.ozg"), 3),
        (("show", "plan", "x.ozg", "--as-of", "31.02.2026"), 2),
        (("show", "plan", "x.ozg", "--recorded-until", "gestern"), 2),
        (("show", "plan", "x.ozg", "--recorded-until", "2026-13-01"), 2),
        (("show", "plan", "x.ozg", "--recorded-until", "0001-01-01"), 2),
        (("show", "plan", "x.ozg", "--recorded-until", "9999-12-31T23:59"), 2),
        (("show", "overview", "x.ozg", "--as-of", "31.12.9999"), 2),
        (("render", "overview", "x.ozg", "-o", "p.png", "--as-of", "01.01.0001"), 2),
        (("print", "poem", "x.ozg", "-o", "s.pdf"), 2),
        (("print", "status", "x.ozg", "-o", "s.pdf", "--municipality", "XYZ"), 3),
        (("print", "status", "x.ozg", "-o", "s.pdf", "--paper", "a5"), 2),
        (("print", "status", "x.ozg", "-o", "no/where/s.pdf"), 3),
        (("print", "status", "x.ozg", "-o", "x.ozg"), 3),
        (("render", "plan", "x.ozg", "-o", "x.ozg"), 3),
        (("print", "status", "x.ozg"), 2),
        (("export", "doc", "x.ozg", "-o", "o.doc"), 2),
        (("export", "csv", "x.ozg"), 2),
        (("export", "csv", "x.ozg", "-o", "."), 3),
        (("export", "csv", "x.ozg", "-o", "x.ozg"), 3),
        (("export", "ics", "x.ozg", "-o", "no/where/o.ics"), 3),
        (("export", "xlsx", "x.ozg", "-o", "o.xlsx", "--municipality", "XYZ"), 3),
        (("export", "xlsx", "missing.ozg", "-o", "o.xlsx"), 3),
        (("export", "xlsx", "text.ozg", "-o", "o.xlsx"), 3),
        (("export", "xlsx", "x.ozg", "-o", "o.xlsx", "--as-of", "31.02.2026"), 2),
        (("render", "plan", "x.ozg", "-o", "p.png", "--size", "huge"), 2),
        (("render", "plan", "x.ozg", "-o", "p.png", "--scale", "0"), 2),
        (("render", "plan", "missing.ozg", "-o", "p.png"), 3),
        (("render", "plan", "x.ozg", "-o", "no/where/p.png"), 3),
        (("new", "no/where/x.ozg"), 3),
        (("new", "y.ozg", "--sample", "atlantis"), 2),
        (("restore", "x.ozg", "x.ozg"), 3),
        (("restore", "text.ozg", "x.ozg"), 3),
        (("backup", "zero.ozg"), 3),
        (("undo", "missing.ozg"), 3),
    ],
)
def test_a_bad_call_gives_a_german_sentence_and_changes_nothing(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    Path("text.ozg").write_text("Das ist ein Brief.")
    Path("zero.ozg").touch()
    before = {path.name: fingerprint(path) for path in Path().iterdir()}
    capsys.readouterr()
    assert call(*words) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip()
    assert "Traceback" not in told.err
    assert {path.name: fingerprint(path) for path in Path().iterdir()} == before


def test_the_program_answers_from_a_shell_and_into_a_closed_pipe(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "ozgdesk", "--data-dir", str(tmp_path / "data")]
    project = str(tmp_path / "x.ozg")
    subprocess.run([*program, "new", project, "--sample", "demo"], check=True)
    reader = subprocess.Popen(
        [*program, "show", "plan", project], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert reader.stdout is not None
    reader.stdout.readline()
    reader.stdout.close()
    _, told = reader.communicate()
    assert (reader.returncode, told) == (0, b"")


def test_help_is_german(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call("print", "-h")
    told = capsys.readouterr().out
    assert told.startswith("Aufruf: ozgdesk print")
    assert "usage" not in told
    assert "positional" not in told


def test_a_damaged_file_is_answered_with_the_newest_good_backup(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "taunus")
    call("backup", "x.ozg")
    backup = Path(capsys.readouterr().out.strip())
    Path("x.ozg").write_bytes(b"")
    for words in (("show", "plan", "x.ozg"), ("history", "x.ozg"), ("undo", "x.ozg")):
        assert call(*words) == 3
        assert backup.name in capsys.readouterr().err.replace("\n", "")


def test_check_names_what_is_wrong_with_plan_agreement_and_papers(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    workspace = Workspace.open(Path("x.ozg"), author=AUTHOR)
    agreement = workspace.snapshot.all(Agreement)[0].id
    station = workspace.snapshot.all(Consultation)[0].id

    def spoil(tx: Transaction) -> None:
        tx.update(Agreement, agreement, is_unlimited=True, has_notice_clause=False)
        tx.update(Consultation, station, result="unanimous", votes_yes=1, votes_no=9)

    workspace.run("Verderben", spoil)
    workspace.close()
    assert call("check", "x.ozg", "--json") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {"no_notice_clause", "result_contradicts_votes", "no_lead"} <= {row["code"] for row in found}
    assert {row["norm"] for row in found if row["code"] == "no_notice_clause"} == {"§\u00a024 Abs. 3 KGG"}


def test_a_picture_that_cannot_be_painted_gives_a_sentence(
    call: Call, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Iterator[Path]:
        raise pictures.NotPainted("Die Ansicht wird nicht fertig.")

    call("new", "x.ozg")
    monkeypatch.setattr(pictures, "paint_places", fails)
    assert call("render", "plan", "x.ozg", "-o", "p.png") == 3
    assert capsys.readouterr().err.strip() == "Die Ansicht wird nicht fertig."
    assert sorted(path.name for path in Path().iterdir()) == ["x.ozg"]
