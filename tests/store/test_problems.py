import errno
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Task
from ozgdesk.store import backups, problems, schema
from ozgdesk.store.check import check
from ozgdesk.store.problems import StoreProblem, classify
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from ozgdesk.texts.problems import FILE_FINDINGS, NOTICES, PROBLEMS, problem_message
from tests.store.project import HEAD, changed, id_of, inserted, municipalities, state_of, task

ROOM = Path(problems.__file__).parent


def fresh(folder):
    """A closed project with a hundred tasks, some steps and a backup."""
    path = folder / "Vorhaben.ozg"
    create(path, Snapshot.of(municipalities()))
    project = ProjectFile.open(path, holder="A", backups=folder / "backups")
    project.append(HEAD, [inserted(task(n, description="Beschreibung " * 20)) for n in range(1, 101)])
    project.backup("day")
    project.close()
    return path


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template")
    return fresh(folder)


@pytest.fixture
def path(template, tmp_path):
    copy = tmp_path / template.name
    shutil.copyfile(template, copy)
    shutil.copytree(
        backups.folder_of(template, template.parent / "backups"),
        backups.folder_of(copy, tmp_path / "backups"),
    )
    return copy


def write(text):
    return lambda path: path.write_bytes(text)


def sql(*statements):
    def damage(path):
        driver = sqlite3.connect(path)
        for statement in statements:
            driver.execute(statement)
        driver.commit()
        driver.close()

    return damage


def foreign(path):
    path.unlink()
    sql("CREATE TABLE task (id TEXT)")(path)


def cut(share):
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def overwrite(start, length, byte=b"\xa5"):
    def damage(path):
        with path.open("r+b") as stream:
            stream.seek(start)
            stream.write(byte * length)

    return damage


def directory(path):
    path.unlink()
    path.mkdir()


DAMAGES = {
    "0 bytes": (write(b""), "empty"),
    "one byte": (write(b"S"), "foreign"),
    "text": (write(b"Lieber Leser,\n" * 500), "foreign"),
    "a zip": (write(b"PK\x03\x04" + bytes(5000)), "foreign"),
    "zeros": (write(bytes(8192)), "foreign"),
    "a foreign database": (foreign, "foreign"),
    "an empty database": (lambda path: (path.unlink(), sql("VACUUM")(path)), "foreign"),
    "ours without version": (sql("PRAGMA user_version=0"), "foreign"),
    "too new": (sql("PRAGMA user_version=9999"), "too_new"),
    "missing": (lambda path: path.unlink(), "missing"),
    "folder missing": (lambda path: shutil.rmtree(path.parent), "missing"),
    "a directory": (directory, "directory"),
    "cut in the header": (cut(0.0005), "damaged"),
    "cut in the middle": (cut(0.5), "damaged"),
    "cut at the end": (lambda path: os.truncate(path, path.stat().st_size - 4096), "damaged"),
    "header overwritten": (overwrite(0, 16), "foreign"),
    "schema page overwritten": (overwrite(100, 3000), "damaged"),
    "pages overwritten": (overwrite(4096 * 3, 4096 * 60), "damaged"),
    "a table more": (sql("CREATE TABLE extra (a TEXT)"), "schema_mismatch"),
    "a trigger": (
        sql("CREATE TRIGGER evil AFTER INSERT ON task BEGIN DELETE FROM person; END"),
        "schema_mismatch",
    ),
    "a view for a table": (
        sql("PRAGMA foreign_keys=off", "DROP TABLE follow_up", "CREATE VIEW follow_up AS SELECT 1 AS id"),
        "schema_mismatch",
    ),
    "a column more": (sql("ALTER TABLE task ADD COLUMN extra TEXT"), "schema_mismatch"),
    "a wrong day": (sql("UPDATE task SET deadline_on = 'bald'"), "damaged"),
    "an empty name": (sql("UPDATE task SET name = ''"), "damaged"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_bad_file_gives_one_german_sentence_and_keeps_every_byte(name, path, tmp_path):
    damage, code = DAMAGES[name]
    damage(path)
    before = state_of(tmp_path)
    for attempt in (write_attempt, read_attempt):
        with pytest.raises(StoreProblem) as caught:
            attempt(path)
        assert caught.value.code == code
        assert_is_one_sentence(problem_message(caught.value))
        assert state_of(tmp_path) == before
        assert not list(tmp_path.glob("*.lock"))


def write_attempt(path):
    project = ProjectFile.open(path, holder="A", backups=path.parent / "backups")
    try:
        project.read()
    finally:
        project.close()


def read_attempt(path):
    with open_reading(path, backups=path.parent / "backups") as reading:
        reading.snapshot  # noqa: B018


def assert_is_one_sentence(text):
    assert text.endswith(".")
    assert "{" not in text
    assert re.search(r"\. [A-ZÄÖÜ„]", text) is None
    assert text.count(";") <= 1


@pytest.mark.parametrize("name", ["0 bytes", "text", "cut in the middle", "missing", "a wrong day"])
def test_the_newest_good_backup_is_offered(name, path, tmp_path):
    DAMAGES[name][0](path)
    for attempt in (write_attempt, read_attempt):
        with pytest.raises(StoreProblem) as caught:
            attempt(path)
        assert caught.value.backup == backups.list_backups(path, tmp_path / "backups")[0].path


def test_a_damaged_backup_is_not_offered(path, tmp_path):
    backup = backups.list_backups(path, tmp_path / "backups")[0].path
    overwrite(4096 * 3, 4096 * 60)(backup)
    path.unlink()
    with pytest.raises(StoreProblem) as caught:
        read_attempt(path)
    assert caught.value.backup is None


AS_NOBODY = """
import os, sys
from pathlib import Path
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile
from ozgdesk.store.reading import open_reading
path = Path(sys.argv[1])
open_reading(path).close()
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with open_reading(path) as reading:
    print(len(reading.heads))
try:
    ProjectFile.open(path, holder="A")
except StoreProblem as problem:
    print(problem.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_a_write_protected_file_can_be_read_but_not_opened_for_writing(path):
    shared = Path(tempfile.mkdtemp())
    try:
        copy = shared / path.name
        shutil.copyfile(path, copy)
        for folder_mode, code in ((0o555, "no_access"), (0o777, "read_only")):
            copy.chmod(0o444)
            shared.chmod(folder_mode)
            before = state_of(shared)
            done = subprocess.run(
                [sys.executable, "-c", AS_NOBODY, str(copy)], capture_output=True, text=True, check=True
            )
            assert done.stdout.split() == ["1", code]
            assert state_of(shared) == before
    finally:
        shared.chmod(0o777)
        shutil.rmtree(shared)


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_keeps_the_last_step_and_work_goes_on_when_there_is_space(path):
    import resource

    project = ProjectFile.open(path, holder="A")
    rows, heads = project.read(), project.heads()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    large = changed(task(1, description="x"), description="y" * 190_000)
    changes = [Change(Task, id_of(1), rows.get(Task, id_of(1)), large)]
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 4096, hard))
    try:
        with pytest.raises(StoreProblem) as caught:
            project.append(HEAD, changes)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code in ("full", "device")
    assert_is_one_sentence(problem_message(caught.value))
    assert project.read() == rows
    assert project.heads() == heads
    project.append(HEAD, changes)
    assert project.read().get(Task, id_of(1)) == large
    project.close()
    assert check(path) == ()


def test_a_database_that_may_not_grow_says_full(path):
    project = ProjectFile.open(path, holder="A")
    rows = project.read()
    pages = project.connection.exec_driver_sql("PRAGMA page_count").scalar()
    project.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreProblem) as caught:
        project.append(HEAD, [inserted(task(200, description="y" * 190_000))])
    assert caught.value.code == "full"
    assert project.read() == rows
    project.close()


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_really_full_disk_loses_nothing(small_disk, template):
    path = small_disk / "x.ozg"
    shutil.copyfile(template, path)
    project = ProjectFile.open(path, holder="A", backups=small_disk / "backups")
    rows, number = project.read(), 200
    (small_disk / "ballast").write_bytes(bytes(400_000))

    def fill():
        nonlocal rows, number
        for number in range(200, 300):
            new = inserted(task(number, description="y" * 100_000))
            project.append(HEAD, [new])
            rows = rows.after([new])

    with pytest.raises(StoreProblem) as caught:
        fill()
    assert caught.value.code == "full"
    assert project.read() == rows
    with pytest.raises(StoreProblem) as caught:
        project.backup("manual")
    assert caught.value.code == "full"
    assert list((small_disk / "backups").rglob("*.*")) == []
    (small_disk / "ballast").unlink()
    project.append(HEAD, [inserted(task(number))])
    project.close()
    assert check(path) == ()


def test_a_new_file_on_a_full_disk_leaves_nothing_behind(small_disk):
    (small_disk / "ballast").write_bytes(bytes(1_400_000))
    with pytest.raises(StoreProblem) as caught:
        create(small_disk / "x.ozg", Snapshot.of([task(n, description="y" * 9_000) for n in range(1, 50)]))
    assert caught.value.code == "full"
    assert [file.name for file in small_disk.iterdir()] == ["ballast"]


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    text = "\n".join(file.read_text(encoding="utf-8") for file in ROOM.rglob("*.py"))
    named = set(re.findall(r'StoreProblem\(\s*"(\w+)"', text))
    classified = {
        *problems._BY_SQLITE_CODE.values(),
        *problems._BY_ERRNO.values(),
        *problems._BY_WINERROR.values(),
    }
    assert named | classified == set(PROBLEMS)
    assert set(re.findall(r'FileFinding\(\s*"(\w+)"', text)) == set(FILE_FINDINGS)
    assert set(NOTICES) == {"cloud", "network", "removable"}


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_is_one_sentence_that_says_what_to_do(code):
    values = {"name": "Erika", "pc": "PC7", "since": datetime(2026, 11, 22, 13, 32, tzinfo=UTC)}
    problem = StoreProblem(code, Path("a.ozg"), version="1", newest=1, backup_file="b.ozg", **values)
    assert_is_one_sentence(problem_message(problem))
    assert "Sie" in problem_message(problem)


def test_who_holds_a_file_is_said_with_local_time():
    problem = StoreProblem(
        "locked", Path("a.ozg"), name="Erika", pc="PC7", since=datetime(2026, 11, 22, 13, 32, tzinfo=UTC)
    )
    assert "seit 22.11.2026, 14:32\u00a0Uhr von Erika am PC PC7" in problem_message(problem)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "x"), "full"),
        (OSError(errno.EROFS, "x"), "read_only"),
        (OSError(errno.EIO, "x"), "device"),
        (OSError(errno.ESTALE, "x"), "network"),
        (ValueError("x"), None),
    ],
)
def test_errors_of_the_system_are_told_apart_by_number(error, code):
    assert classify(error) == code


def test_an_unsuitable_engine_is_refused(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 39, 9))
    with pytest.raises(StoreProblem) as caught:
        read_attempt(path)
    assert caught.value.code == "engine"


def test_a_schema_newer_than_ours_is_named_with_both_versions(path):
    sql("PRAGMA user_version=9999")(path)
    with pytest.raises(StoreProblem) as caught:
        read_attempt(path)
    assert caught.value.values["version"] == 9999
    assert caught.value.values["newest"] == schema.SCHEMA_VERSION
