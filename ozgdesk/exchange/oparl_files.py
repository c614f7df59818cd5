"""JSON files of OParl on the disk: one, several, or all below a folder; broken ones are named."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ozgdesk.domain.incoming import Leftover, Unreadable
from ozgdesk.texts.imports import unreadable_message

SUFFIX = ".json"
LARGEST_BYTES = 512 * 1024 * 1024
"""Of all files together."""
MOST_FILES = 20_000


@dataclass(slots=True)
class Documents:
    """The files of one import, each read when its turn comes; `leftovers` tell what became of them."""

    title: str
    paths: tuple[Path, ...]
    leftovers: list[Leftover] = field(default_factory=list)

    def read(self) -> Iterator[Any]:
        """The content of each file. Raises Unreadable when none of them can be read."""
        problem: Unreadable | None = None
        is_any_read = False
        for path in self.paths:
            try:
                found = self._document(path)
            except Unreadable as error:
                problem = problem or error
                self.leftovers.append(Leftover("page_unread", path.name, {"why": unreadable_message(error)}))
                continue
            is_any_read = True
            yield found
        if problem is not None and not is_any_read:
            raise problem

    def _document(self, path: Path) -> Any:
        text = self._text(path)
        if not text.strip():
            raise Unreadable("oparl_empty", path)
        try:
            return json.loads(text, strict=False)
        except json.JSONDecodeError as error:
            raise Unreadable("oparl_broken", path, line=error.lineno) from error
        except RecursionError as error:
            raise Unreadable("oparl_too_deep", path) from error
        except ValueError as error:  # a number of thousands of digits
            raise Unreadable("oparl_broken", path, line=1) from error

    def _text(self, path: Path) -> str:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Unreadable("no_access", path) from error
        try:
            return data.decode(json.detect_encoding(data), "strict").removeprefix("\ufeff")
        except UnicodeDecodeError:
            self.leftovers.append(Leftover("odd_letters", path.name))
            return data.decode("cp1252", "replace")


def documents(sources: Sequence[Path]) -> Documents:
    """The files that were chosen, those of a folder with all below it.

    Raises Unreadable `no_access`, `oparl_no_files`, `oparl_too_many`, `oparl_too_large`.
    """
    paths: list[Path] = []
    size = 0
    try:
        for source in sources:
            for path in sorted(source.rglob(f"*{SUFFIX}")) if source.is_dir() else [source]:
                if path.is_dir():
                    continue
                paths.append(path)
                size += path.stat().st_size
                if len(paths) > MOST_FILES:
                    raise Unreadable("oparl_too_many", source, most=MOST_FILES)
                if size > LARGEST_BYTES:
                    raise Unreadable("oparl_too_large", source, most=LARGEST_BYTES // 1024 // 1024)
    except OSError as error:
        raise Unreadable("no_access", Path(error.filename or sources[0])) from error
    if not paths:
        raise Unreadable("oparl_no_files", sources[0])
    return Documents(sources[0].name if len(sources) == 1 else sources[0].parent.name, tuple(paths))
