import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.store import backups, fingerprint, sqlite_file
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from tests.store.project import HEAD, inserted, municipalities, task


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "Vorhaben.ozg"
    create(path, Snapshot.of(municipalities()))
    project = ProjectFile.open(path, holder="A", backups=tmp_path / "backups")
    project.append(HEAD, [inserted(task(n)) for n in range(1, 50)])
    yield project
    project.close()


@pytest.fixture
def root(tmp_path):
    return tmp_path / "backups"


def test_a_backup_holds_the_same_rows_and_steps(project):
    file = project.backup("manual")
    with open_reading(file) as reading:
        assert reading.snapshot == project.read()
        assert reading.heads == project.heads()


def test_backups_are_listed_newest_first_with_date_and_reason(project, root):
    files = [project.backup(reason) for reason in ("day", "before-import", "manual")]
    listed = backups.list_backups(project.path, root)
    assert [backup.path for backup in listed] == files[::-1]
    assert [backup.reason for backup in listed] == ["manual", "before-import", "day"]
    assert datetime.now(UTC) - listed[0].at < timedelta(minutes=1)


def test_two_projects_of_the_same_name_do_not_share_a_folder(tmp_path):
    one, two = (backups.folder_of(tmp_path / place / "x.ozg", tmp_path) for place in ("a", "b"))
    assert one != two


def test_without_a_place_backups_go_to_the_data_folder(tmp_path):
    path = tmp_path / "x.ozg"
    create(path)
    project = ProjectFile.open(path, holder="A")
    file = project.backup("manual")
    project.close()
    assert file.parent.parent.name == "backups"
    assert backups.list_backups(path)[0].path == file


def test_a_reason_must_be_fit_for_a_file_name(project):
    with pytest.raises(ValueError, match="reason"):
        project.backup("../evil")


@pytest.mark.parametrize("stride", range(7))
def test_a_changed_bit_in_a_row_makes_a_backup_bad(project, stride):
    file = project.backup("manual")
    data = bytearray(file.read_bytes())
    places = [at for at in range(len(data)) if data.startswith(b"Vergabewesen", at)]
    data[places[len(places) * stride // 7]] ^= 1
    file.write_bytes(data)
    with_structure_check_only = sqlite3.connect(file)
    assert with_structure_check_only.execute("PRAGMA quick_check").fetchone() == ("ok",)
    with_structure_check_only.close()
    assert not backups.is_good(file)


@pytest.mark.parametrize("content", [b"", b"text", bytes(4096)])
def test_a_file_that_is_no_database_is_a_bad_backup(tmp_path, content):
    file = tmp_path / "b.ozg"
    file.write_bytes(content)
    assert not backups.is_good(file)


def test_a_missing_or_foreign_or_unsealed_file_is_a_bad_backup(project, tmp_path):
    assert not backups.is_good(tmp_path / "none.ozg")
    foreign = sqlite3.connect(tmp_path / "foreign.ozg")
    foreign.execute("CREATE TABLE t (a)")
    foreign.close()
    assert not backups.is_good(tmp_path / "foreign.ozg")
    assert not backups.is_good(project.path)


def test_the_newest_good_backup_is_found_behind_bad_ones(project, root):
    good = project.backup("day")
    bad = project.backup("manual")
    bad.write_bytes(b"")
    assert backups.newest_good(project.path, root) == good
    good.unlink()
    assert backups.newest_good(project.path, root) is None


def test_a_backup_that_differs_from_its_source_is_not_named(project, root, monkeypatch):
    hashes = map(str, count())
    monkeypatch.setattr(fingerprint, "row_hash", lambda _: next(hashes))
    with pytest.raises(StoreProblem) as caught:
        project.backup("manual")
    assert caught.value.code == "backup_failed"
    assert [file for file in root.rglob("*") if file.is_file()] == []


def test_older_backups_are_thinned_out_when_one_is_made(project, root):
    driver = sqlite_file.connect(project.path, "ro")
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    made = []
    for day in range(40):
        made.append(start + timedelta(days=day))
        backups.make(driver, project.path, "day", root, made[-1])
    driver.close()
    assert {backup.at for backup in backups.list_backups(project.path, root)} == backups.kept(made)


def daily(days):
    return [datetime(2024, 1, 1, 9, tzinfo=UTC) + timedelta(days=day) for day in days]


three_years = st.sets(st.integers(0, 3 * 365), min_size=1, max_size=400).map(sorted).map(daily)


def test_with_a_backup_on_every_day_of_three_years_each_kind_is_kept_in_full():
    instants = daily(range(3 * 365))
    assert newest_of_groups_are_kept(instants)
    assert len(backups.kept(instants)) == 7 + 2 + 5  # two Sundays and one month end fall together with others


def newest_of_groups_are_kept(instants):
    kept = backups.kept(instants)
    for form, number in (("%Y-%m-%d", 7), ("%G-%V", 4), ("%Y-%m", 6)):
        groups = sorted({at.strftime(form) for at in instants})[-number:]
        for group in groups:
            assert max(at for at in instants if at.strftime(form) == group) in kept
    return True


@given(three_years)
def test_thinning_keeps_seven_days_four_weeks_and_six_months(instants):
    assert newest_of_groups_are_kept(instants)
    kept = backups.kept(instants)
    assert kept <= set(instants)
    assert len(kept) <= 7 + 4 + 6
    assert max(instants) in kept


@given(three_years)
def test_thinning_day_by_day_keeps_what_thinning_at_once_keeps(instants):
    remaining = frozenset()
    for at in instants:
        remaining = backups.kept(remaining | {at})
    assert remaining == backups.kept(instants)


@given(st.lists(st.integers(0, 86_399), min_size=1, max_size=30), three_years)
def test_thinning_keeps_every_backup_of_the_newest_day(seconds, instants):
    day = max(instants).date() + timedelta(days=1)
    today = [datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=s) for s in seconds]
    assert set(today) <= backups.kept([*instants, *today])


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(project, root):
    root.write_text("a file where the folder should be")
    with pytest.raises(StoreProblem):
        project.backup("manual")
    assert len(project.heads()) == 1


def test_drills_of_backup_and_restored_copies_are_equal(project, tmp_path):
    for number in range(100, 105):
        project.append(HEAD, [inserted(task(number))])
        copy = tmp_path / f"{number}.ozg"
        shutil.copyfile(project.backup("manual"), copy)
        with open_reading(copy) as reading:
            assert reading.snapshot == project.read()


def test_the_calendar_of_weeks_is_the_one_of_the_norm():
    last, first = date(2026, 12, 31), date(2027, 1, 1)
    assert last.strftime("%G-%V") == first.strftime("%G-%V")
