"""Preferences survive a restart, and a file that cannot be read costs nothing but the preferences."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ozgdesk import settings
from ozgdesk.paths import Paths
from ozgdesk.settings import KeptLens, SavedFilter, Settings, load, save


def test_settings_come_back_as_they_were_saved(paths: Paths) -> None:
    kept = Settings(
        author="Koordination Übersicht",
        theme="dark",
        recent_files=("a.ozg", "b.ozg"),
        plan_columns=("Aufgabe", "Puffer"),
        board_resting=True,
        effect_unfolded=True,
        list_columns={"Thema | Wer": ("name", "")},
        plan_lenses={"0a": KeptLens(baseline="b1", target="t1")},
    )
    save(kept, paths.settings_file)
    assert load(paths.settings_file).settings == kept


def test_a_missing_file_gives_the_defaults_and_nothing_is_moved(paths: Paths) -> None:
    loaded = load(paths.settings_file)
    assert loaded.settings == Settings()
    assert loaded.moved_aside is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"theme": "pink"}',
        b'{"theme": []}',
        b'{"author": 7}',
        b'{"recent_files": "x"}',
        b'{"recent_files": [1]}',
        b'{"plan_columns": 1}',
        b'{"board_resting": 1}',
        b'{"effect_unfolded": 1}',
        b'{"list_columns": {"Thema": "name"}}',
        b'{"plan_lenses": []}',
        b'{"plan_lenses": {"0a": "b1"}}',
        b'{"plan_lenses": {"0a": {"target": 1}}}',
        b"[" * 100_000,
    ],
)
def test_an_unreadable_file_is_moved_aside_and_kept(paths: Paths, content: bytes) -> None:
    paths.settings_file.write_bytes(content)
    loaded = load(paths.settings_file)
    assert loaded.settings == Settings()
    assert loaded.moved_aside is not None
    assert loaded.moved_aside.read_bytes() == content
    assert not paths.settings_file.exists()


def test_a_second_unreadable_file_does_not_replace_the_first(paths: Paths) -> None:
    kept = []
    for content in (b"one", b"two"):
        paths.settings_file.write_bytes(content)
        kept.append(load(paths.settings_file).moved_aside)
    assert [file.read_bytes() for file in kept if file] == [b"one", b"two"]


def test_keys_of_a_newer_version_are_ignored(paths: Paths) -> None:
    paths.settings_file.write_text(json.dumps({"theme": "light", "density": 3}), encoding="utf-8")
    assert load(paths.settings_file).settings == Settings(theme="light")


def test_a_failed_save_leaves_the_old_settings(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    save(Settings(author="vorher"), paths.settings_file)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(Settings(author="nachher"), paths.settings_file)
    assert load(paths.settings_file).settings.author == "vorher"
    assert [file.name for file in paths.config_dir.iterdir()] == ["settings.json"]


def test_the_last_opened_file_comes_first_and_only_once(tmp_path: Path) -> None:
    kept = Settings()
    for number in (*range(12), 3):
        kept = kept.opened(tmp_path / f"{number}.ozg")
    names = [Path(name).stem for name in kept.recent_files]
    assert names == ["3", "11", "10", "9", "8", "7", "6", "5", "4", "2"]
    assert str(tmp_path / "3.ozg") not in kept.forgotten(tmp_path / "3.ozg").recent_files


def test_the_author_is_the_user_of_the_pc_unless_named() -> None:
    assert Settings(author="  ").author_name() == settings.user_name() != ""
    assert Settings(author="Projektkoordination").author_name() == "Projektkoordination"


def test_saved_filters_survive_and_those_of_a_newer_version_are_read_as_far_as_known(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    kept = Settings(
        plan_filters=(SavedFilter("Spätes", "a", "USI", "late"), SavedFilter("Alles")),
        task_filters=(SavedFilter("Wartet", "state:wartet"),),
    )
    save(kept, file)
    assert load(file).settings == kept
    file.write_text('{"plan_filters": [{"name": "Neu", "interest": "later", "more": 1}]}', encoding="utf-8")
    assert load(file).settings.plan_filters == (SavedFilter("Neu", interest="later"),)


@pytest.mark.parametrize("filters", ["1", '["x"]', '[{"text": "ohne Namen"}]', '[{"name": "x", "text": 1}]'])
def test_filters_that_cannot_be_read_move_the_file_aside(tmp_path: Path, filters: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"plan_filters": {filters}}}', encoding="utf-8")
    assert load(file).moved_aside is not None


def test_the_lenses_of_the_latest_projects_are_kept_and_empty_ones_are_not(tmp_path: Path) -> None:
    kept = Settings()
    for number in range(25):
        kept = kept.looked_at(f"p{number}", KeptLens(target=f"t{number}"))
    kept = kept.looked_at("p5", KeptLens(baseline="b5")).looked_at("p6", KeptLens())
    assert list(kept.plan_lenses)[-2:] == ["p24", "p5"]
    assert kept.plan_lenses["p5"] == KeptLens(baseline="b5")
    assert len(kept.plan_lenses) == 19
    file = tmp_path / "settings.json"
    file.write_text('{"plan_lenses": {"p": {"target": "t", "colour": 1}}}', encoding="utf-8")
    assert load(file).settings.plan_lenses == {"p": KeptLens(target="t")}
