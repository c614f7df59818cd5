"""What `run` does on a machine without a display: every place as PNG and every sheet as PDF, names listed.

`python -m ozgdesk.headless -o ORDNER [--theme light|dark] [--scale 1.5] [--size 1600x1000] [SAMPLE ...]`
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import DEFAULT_SAMPLE, SAMPLES, build_sample
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author
from ozgdesk.reports.register import SHEETS, SheetOptions, make_sheet
from ozgdesk.saving import save
from ozgdesk.store.project_file import create
from ozgdesk.ui.pictures import Picture, paint_places, prepare
from ozgdesk.ui.places import picture_keys


def main(words: Sequence[str]) -> int:
    """Fill the folder and list what is in it."""
    parser = argparse.ArgumentParser(prog="ozgdesk.headless")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", default="1600x1000")
    parser.add_argument("samples", nargs="*", metavar="SAMPLE")
    options = parser.parse_args(words)
    if unknown := set(options.samples) - set(SAMPLES):
        parser.error(f"unknown sample: {', '.join(sorted(unknown))}")
    width, _, height = options.size.partition("x")
    picture = Picture(int(width), int(height), options.theme, options.scale)
    prepare(picture)
    for sample in options.samples or (DEFAULT_SAMPLE, "demo"):
        for path in paint_sample(sample, options.output / sample, picture):
            print(path)
    return 0


def paint_sample(sample: str, folder: Path, picture: Picture) -> Iterator[Path]:
    """Create the sample, then write every place and every sheet of it into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    today = date.today()
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / f"{sample}.ozg"
        create(path, Snapshot.of(build_sample(sample, today, SYSTEM_CLOCK.new_id)))
        workspace = Workspace.open(path, author=Author("OZG-Desk"), backups=Path(work) / "backups")
        try:
            yield from paint_places(workspace, picture_keys(), picture, folder)
            for sheet in SHEETS:
                target = folder / f"{sheet.key}.pdf"
                save(make_sheet(sheet.key, workspace.view, SheetOptions(printed_on=today)), target)
                yield target
        finally:
            workspace.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
