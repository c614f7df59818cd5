"""Papers from the command line: printed, given out for Word, for one matter or what may be published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from ozgdesk.reports.structure import outline
from tests.exchange.docx_files import W, part

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in a folder with the demo."""
    monkeypatch.chdir(tmp_path)
    data = str(tmp_path / "data")
    assert main(["--data-dir", data, "new", "x.ozg", "--sample", "demo"]) == 0
    return lambda *words: main(["--data-dir", data, *words])


def printed() -> str:
    return " ".join(text for _, text in outline(Path("p.pdf").read_bytes()))


def test_a_paper_is_printed_for_the_matter_and_municipality_asked_for(call: Call) -> None:
    paper = ("print", "council_paper", "x.ozg", "-o", "p.pdf", "--municipality", "MST")
    assert call(*paper) == 0
    assert "VL-2/31" in printed()
    for named in ("Sachstand Digitalisierung", "vl-2/44"):
        assert call(*paper, "--matter", named) == 0
        assert "VL-2/44" in printed()


def test_what_is_not_public_can_be_left_out(call: Call) -> None:
    paper = ("print", "council_paper", "x.ozg", "-o", "p.pdf", "--municipality", "BSP")
    assert call(*paper, "--public") == 0
    assert "Gemeindevorstand" not in printed()


def test_a_paper_is_given_out_for_word(call: Call) -> None:
    given = ("export", "council-paper", "x.ozg", "-o", "p.docx")
    assert call(*given) == 2
    assert call(*given, "--municipality", "BSP") == 0
    words = [t.text for t in part(Path("p.docx").read_bytes()).iter(f"{W}t")]
    assert "47/GV" in words
    assert call(*given, "--municipality", "MST", "--matter", "Sachstand Digitalisierung") == 0
    assert "VL-2/44" in [t.text for t in part(Path("p.docx").read_bytes()).iter(f"{W}t")]


def test_what_cannot_be_is_refused_in_a_sentence(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("print", "status", "x.ozg", "-o", "p.pdf", "--matter", "x") == 2
    assert call("print", "status", "x.ozg", "-o", "p.pdf", "--public") == 2
    assert call("export", "ics", "x.ozg", "-o", "p.ics", "--matter", "x") == 2
    capsys.readouterr()
    assert call("print", "council_paper", "x.ozg", "-o", "p.pdf", "--matter", "Gibt es nicht") == 3
    assert "vorhanden: „Vereinbarung" in capsys.readouterr().err
    given = ("export", "council-paper", "x.ozg", "-o", "p.docx", "--municipality", "PRO")
    assert call(*given, "--matter", "Sachstand Digitalisierung") == 3
    assert "noch keine Vorlage" in capsys.readouterr().err
    assert not Path("p.docx").exists()


def test_the_state_of_a_matter_leaves_out_what_is_not_public_unless_asked(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    state = ("print", "council_state", "x.ozg", "-o", "p.pdf", "--matter", "47/GV")
    assert call(*state) == 0
    assert "nichtöffentliche Beratungen sind nicht enthalten" in printed()
    assert call(*state, "--closed") == 0
    assert "Gemeindevorstand" in printed()
    assert call("print", "status", "x.ozg", "-o", "p.pdf", "--closed") == 2
    assert "--closed" in capsys.readouterr().err


def test_closed_stations_are_given_out_for_word_when_asked_for(call: Call) -> None:
    word = ("export", "council-paper", "x.ozg", "--municipality", "BSP", "-o", "p.docx")
    assert call(*word) == 0
    told = "".join(text.text or "" for text in part(Path("p.docx").read_bytes()).iter(f"{W}t"))
    assert "Gemeindevorstand" not in told
    assert call(*word, "--closed") == 0
    told = "".join(text.text or "" for text in part(Path("p.docx").read_bytes()).iter(f"{W}t"))
    assert "Gemeindevorstand" in told
    assert call("export", "xlsx", "x.ozg", "-o", "p.xlsx", "--closed") == 2
