"""Files that are no task list, or want to be more: one sentence each."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.exchange import safe_archive
from ozgdesk.exchange.tasks_reading import read
from ozgdesk.exchange.tasks_table import MOST_ROWS
from ozgdesk.texts.imports import unreadable_message
from tests.exchange.list_files import HEAD, ROWS, book_file, csv_file, csv_text, rewritten


def sentence(path: Path) -> str:
    """Why a file is refused, which is one sentence that names it."""
    with pytest.raises(Unreadable) as caught:
        read(path)
    found = unreadable_message(caught.value)
    assert path.name in found
    assert found.endswith(".")
    assert found.count(". ") == 0
    return found


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "keine Zeilen"),
        (b" \r\n \r\n", "keine Zeilen"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        (b"%PDF-1.7\n\x00\x01", "keine Tabelle"),
        (b"Aufgabe;Dauer\n\x81\x8d;1\n", "nicht zu lesen"),
        (b'Aufgabe;Dauer\n"Erste;1\n', "Anführungszeichen"),
        (b"PK\x03\x04 and then nothing", "beschädigt"),
        (b"Wetter;Wind\nSonne;Nord\n", "gefunden: „Wetter“, „Wind“"),
        (b"Nr.;Aufgabe\n5;Erste\n6;Zweite\n5;Dritte\n", "Nummer 5 in den Zeilen 2 und 4"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in sentence(csv_file(tmp_path, content, "x.csv"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "kann nicht gelesen werden" in sentence(tmp_path / "fehlt.csv")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    path = book_file(tmp_path, [HEAD, *ROWS])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert "beschädigt" in sentence(path)


def test_no_damaged_byte_of_a_workbook_makes_more_than_a_sentence(tmp_path: Path) -> None:
    path = book_file(tmp_path, [HEAD, *ROWS])
    data = path.read_bytes()
    for place in range(0, len(data), 61):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        with suppress(Unreadable):
            read(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<worksheet",
        b"<x/>",
        b"<worksheet><sheetData><row r='x'><c r='??'/></row></sheetData></worksheet>",
    ],
)
def test_a_sheet_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    path = rewritten(book_file(tmp_path, [HEAD, *ROWS]), "xl/worksheets/sheet1.xml", content)
    assert "beschädigt" in sentence(path) or "keine Zeilen" in sentence(path)


def test_no_entity_is_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    path = rewritten(book_file(tmp_path, [HEAD, *ROWS]), "xl/sharedStrings.xml", bomb)
    assert "Dokumenttyp" in sentence(path)


def test_what_would_unpack_to_more_than_it_may_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rewritten(book_file(tmp_path, [HEAD]), "xl/media/bomb.bin", bytes(3_000_000))
    assert path.stat().st_size < 20_000
    monkeypatch.setattr(safe_archive, "LARGEST_MEMBER", 2_000_000)
    assert "beim Entpacken zu groß" in sentence(path)


def test_another_office_file_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert "keine Arbeitsmappe im Format XLSX" in sentence(csv_file(tmp_path, data.getvalue(), "x.ods"))


def test_macros_are_named_and_left(tmp_path: Path) -> None:
    path = rewritten(book_file(tmp_path, [HEAD, *ROWS], "liste.xlsm"), "xl/vbaProject.bin", b"macro")
    found = read(path)
    assert len(found.tasks) == 3
    assert [leftover.code for leftover in found.leftovers] == ["macros"]


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"{n};Aufgabe {n}\n" for n in range(MOST_ROWS + 60))
    assert "mehr als 20\u00a0000 Zeilen" in sentence(csv_file(tmp_path, f"Nr.;Aufgabe\n{rows}"))


def test_a_row_at_the_end_of_the_sheet_costs_nothing(tmp_path: Path) -> None:
    path = book_file(tmp_path, [HEAD, *ROWS], change=lambda book: book.active.cell(900_000, 2, "Letzte"))
    found = read(path)
    assert [task.row for task in found.tasks] == [2, 3, 4, 900_000]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "groß.csv"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert "größer als 32 MB" in sentence(path)
    assert path.stat().st_size > safe_archive.LARGEST_BYTES


def test_very_long_cells_are_named_and_not_read(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, csv_text(("1", "x" * 5_000, "9" * 5_000, "", "1" * 5_000, "", ""))))
    assert len(found.tasks[0].name) == 300
    assert [leftover.code for leftover in found.leftovers] == ["long_name", "odd_duration", "odd_link"]
