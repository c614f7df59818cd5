"""Random damage to a file: never a traceback, never a changed row shown as sound, the file left as it is."""

import os
import random
import shutil

import pytest

from ozgdesk.store.check import check
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from tests.store.project import HEAD, inserted, task
from tests.store.samples import one_of_each

DAMAGES = 80
TORTURES = int(os.environ.get("OZGDESK_DAMAGES", "10000"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "x.ozg"
    create(path)
    project = ProjectFile.open(path, holder="A")
    project.append(HEAD, [inserted(row) for row in one_of_each()])
    project.append(HEAD, [inserted(task(n, description="Text " * 40)) for n in range(100, 250)])
    project.close()
    return path


def flip(data, draw):
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def garbage(data, draw):
    start = draw.randrange(len(data) - 64)
    data[start : start + 64] = draw.randbytes(64)


def zero_page(data, draw):
    start = draw.randrange(len(data) // 4096) * 4096
    data[start : start + 4096] = bytes(4096)


def swap_pages(data, draw):
    one, two = (draw.randrange(len(data) // 4096) * 4096 for _ in range(2))
    data[one : one + 4096], data[two : two + 4096] = data[two : two + 4096], data[one : one + 4096]


def cut(data, draw):
    del data[draw.randrange(len(data)) :]


KINDS = (flip, flip, flip, garbage, zero_page, swap_pages, cut)


def damage_and_look(sound, folder, rounds, seed):
    """Returns how often the damage was said, found by the check, or did not touch a row."""
    draw = random.Random(seed)
    with open_reading(sound) as reading:
        rows, heads = reading.snapshot, reading.heads
    path = folder / "x.ozg"
    counts = {"said": 0, "found": 0, "harmless": 0}
    for number in range(rounds):
        data = bytearray(sound.read_bytes())
        kind = draw.choice(KINDS)
        kind(data, draw)
        path.write_bytes(data)
        counts[look(path, rows, heads, f"seed {seed}, round {number}, {kind.__name__}")] += 1
        assert path.read_bytes() == data
    return counts


def look(path, rows, heads, name):
    try:
        with open_reading(path) as reading:
            is_same = reading.snapshot == rows and reading.heads == heads
    except StoreProblem:
        return "said"
    try:
        findings = check(path)
    except StoreProblem:
        return "said"
    if findings:
        return "found"
    assert is_same, f"changed rows were called sound: {name}"
    return "harmless"


def test_damage_is_never_a_traceback_and_never_called_sound(sound, tmp_path):
    counts = damage_and_look(sound, tmp_path, DAMAGES, seed=1)
    assert min(counts["said"], counts["found"]) > DAMAGES // 20


def test_the_writer_says_the_same_damage_and_keeps_the_file(sound, tmp_path):
    path = tmp_path / "x.ozg"
    for share in range(1, 10):
        shutil.copyfile(sound, path)
        os.truncate(path, sound.stat().st_size * share // 10)
        before = path.read_bytes()
        with pytest.raises(StoreProblem):
            ProjectFile.open(path, holder="A").read()
        assert path.read_bytes() == before


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(2, 12))
def test_torture_damage(sound, tmp_path, seed):
    damage_and_look(sound, tmp_path, TORTURES // 10, seed)
