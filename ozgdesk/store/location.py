"""Places where a live project file is at risk, so that the window can say it. Nothing is forbidden here."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4

_NETWORK_TYPES = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "fuse.sshfs", "davfs"})
_REMOVABLE_TYPES = frozenset({"vfat", "exfat", "msdos"})


def notice(path: Path) -> str | None:
    """`cloud`, `network` or `removable` for a place with a risk; None for an ordinary disk."""
    place = path.absolute()
    if is_in_cloud(place, os.environ):
        return "cloud"
    if str(place).startswith(("\\\\", "//")):
        return "network"
    return _drive(place)


def is_in_cloud(path: PurePath, environment: Mapping[str, str]) -> bool:
    """Whether a path lies below a folder that OneDrive mirrors, as Windows names them in the environment."""
    roots = [
        environment[name]
        for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
        if environment.get(name)
    ]
    return any(_parts(type(path)(root)) == _parts(path)[: len(_parts(type(path)(root)))] for root in roots)


def _parts(path: PurePath) -> tuple[str, ...]:
    return tuple(part.casefold() for part in path.parts)


if sys.platform == "win32":
    import ctypes

    def _drive(path: Path) -> str | None:
        kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return {_DRIVE_REMOVABLE: "removable", _DRIVE_REMOTE: "network"}.get(kind)

else:

    def _drive(path: Path) -> str | None:
        mounts = Path("/proc/self/mounts")
        return drive_in(path, mounts.read_text(encoding="utf-8")) if mounts.exists() else None

    def drive_in(path: PurePath, mounts: str) -> str | None:
        """What kind of place a path is by a table of mounts as Linux writes it."""
        best, kind = "", ""
        for line in mounts.splitlines():
            _, place, kind_here, *_ = line.split(" ")
            place = place.replace("\\040", " ")
            if len(place) >= len(best) and (path == PurePath(place) or PurePath(place) in path.parents):
                best, kind = place, kind_here
        if kind in _NETWORK_TYPES:
            return "network"
        return "removable" if kind in _REMOVABLE_TYPES else None
