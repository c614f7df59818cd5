"""A new file replaces the old one only when it is complete; otherwise one German sentence says why."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ozgdesk.saving import NotSaved, save
from tests.helpers import make_file


def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    save(b"neu", tmp_path / "Bericht Ä.pdf")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("Bericht Ä.pdf", b"neu")]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    target.write_bytes(b"alt")
    save(b"neu", target)
    assert target.read_bytes() == b"neu"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "kein Platz mehr"),
        (errno.EROFS, "schreibgeschützt"),
        (errno.EACCES, "gesperrt, vermutlich in einem anderen Programm geöffnet"),
        (errno.EIO, "konnte nicht gespeichert werden; bitte wählen Sie"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, step: str
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    target = tmp_path / "b.pdf"
    target.write_bytes(b"alt")
    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(NotSaved, match=words) as caught:
        save(b"neu", target)
    assert "\n" not in str(caught.value)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("b.pdf", b"alt")]


def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    target.write_bytes(b"alt")
    target.chmod(0o444)
    with pytest.raises(NotSaved, match="„b.pdf“ ist schreibgeschützt"):
        save(b"neu", target)
    assert target.read_bytes() == b"alt"


def test_a_missing_folder_and_a_folder_as_name_are_named(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="gibt es nicht"):
        save(b"neu", tmp_path / "fehlt" / "b.pdf")
    with pytest.raises(NotSaved, match="ist ein Ordner"):
        save(b"neu", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_project_file_is_never_replaced_whatever_its_name(tmp_path: Path) -> None:
    target = make_file(tmp_path, [], "Projekt.pdf")
    before = target.read_bytes()
    with pytest.raises(NotSaved, match="ist eine Projektdatei"):
        save(b"neu", target)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["Projekt.pdf"]
