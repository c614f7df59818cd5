"""Where files of this PC and of the program are: data, settings, logs and bundled resources.

Nothing here reads or writes a file; project files themselves lie wherever the user puts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

_APP = "OZG-Desk"


@dataclass(frozen=True)
class Paths:
    """The folders of this user on this PC; `folders()` finds them, tests and `--data-dir` override them."""

    data_dir: Path
    config_dir: Path
    log_dir: Path

    @property
    def settings_file(self) -> Path:
        """The preferences of this PC and user."""
        return self.config_dir / "settings.json"

    @property
    def samples_dir(self) -> Path:
        """Where the first start puts the sample cooperation."""
        return self.data_dir / "Beispiele"

    @property
    def backups_dir(self) -> Path:
        """Where the backups of all projects of this user lie."""
        return self.data_dir / "Sicherungen"

    def create(self) -> None:
        """Make the folders that are missing. Raises OSError if that is not allowed."""
        for folder in (self.data_dir, self.config_dir, self.log_dir):
            folder.mkdir(parents=True, exist_ok=True)


def folders(data_dir: Path | None = None) -> Paths:
    """Return the local, non-roaming folders of the user, or everything below `data_dir` when given.

    Never "Dokumente": that folder is often mirrored by OneDrive, which separates a database from its journal.
    """
    if data_dir is not None:
        base = data_dir.expanduser().resolve()
        return Paths(data_dir=base, config_dir=base / "config", log_dir=base / "log")
    dirs = platformdirs.PlatformDirs(_APP, appauthor=False, roaming=False)
    return Paths(
        data_dir=Path(dirs.user_data_dir),
        config_dir=Path(dirs.user_config_dir),
        log_dir=Path(dirs.user_log_dir),
    )


def resource(*parts: str) -> Path:
    """Return the path of a bundled resource, e.g. `resource("fonts", "OFL.txt")`; it need not exist.

    Resources lie beside this module in a wheel and in the frozen program, one level up in a source tree.
    """
    here = Path(__file__).resolve().parent
    beside = here / "resources"
    root = beside if beside.is_dir() else here.parent / "resources"
    return root.joinpath(*parts)
