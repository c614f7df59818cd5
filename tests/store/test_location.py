from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ozgdesk.store import location
from ozgdesk.store.location import is_in_cloud, notice

WINDOWS = {"OneDrive": r"C:\Users\eb\OneDrive", "OneDriveCommercial": r"D:\Cloud\OneDrive - Stadt Usingen"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"C:\Users\eb\OneDrive\x.ozg", True),
        (r"c:\users\EB\onedrive\Projekte\x.ozg", True),
        (r"D:\Cloud\OneDrive - Stadt Usingen\a\b\x.ozg", True),
        (r"C:\Users\eb\OneDrive2\x.ozg", False),
        (r"C:\Users\eb\Documents\OneDrive.ozg", False),
        (r"D:\x.ozg", False),
        (r"\\server\share\x.ozg", False),
    ],
)
def test_a_folder_that_onedrive_mirrors_is_known_by_its_path(path, expected):
    assert is_in_cloud(PureWindowsPath(path), WINDOWS) is expected


def test_without_onedrive_nothing_is_in_the_cloud():
    assert not is_in_cloud(PureWindowsPath(r"C:\Users\eb\OneDrive\x.ozg"), {})
    assert not is_in_cloud(PureWindowsPath(r"C:\x.ozg"), {"OneDrive": ""})


def test_an_ordinary_folder_needs_no_notice(tmp_path):
    assert notice(tmp_path / "x.ozg") is None


def test_a_mirrored_folder_gets_a_notice(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDrive", str(tmp_path / "Cloud"))
    assert notice(tmp_path / "Cloud" / "x.ozg") == "cloud"


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/daten /mnt/Amt\\040für\\040IT cifs rw 0 0
/dev/sdb1 /media/stick vfat rw 0 0
/dev/sdc1 /media/stick/inner ext4 rw 0 0
"""


@pytest.mark.skipif(not hasattr(location, "drive_in"), reason="mounts of Linux")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/x.ozg", None),
        ("/mnt/Amt für IT/x.ozg", "network"),
        ("/mnt/Amt für ITX/x.ozg", None),
        ("/media/stick/x.ozg", "removable"),
        ("/media/stick/inner/x.ozg", None),
    ],
)
def test_shares_and_sticks_are_known_by_their_mount(path, expected):
    assert location.drive_in(PurePosixPath(path), MOUNTS) == expected


def test_a_relative_path_is_looked_at_where_it_lies(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert notice(Path("x.ozg")) == "cloud"
