#!/usr/bin/env python3
"""One entrance for developers: `python3 dev.py VERB`. Standard library only; it makes `.venv` by itself.

run      open the window on the sample; without a display: pictures and sheets into out/
test     ruff, mypy, import contracts and pytest, offscreen
bench    the benchmarks (further arguments are passed on, e.g. --json)
shots    every place and sheet at 100 % and 150 %, light and dark, into out/shots/
build    the frozen program in dist/, then its selftest
torture  the long reliability runs (--walks N, --kills N, --texts N)
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements" / "ozgdesk.lock"
STAMP = VENV / "installed.stamp"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
ON_ALL_CORES = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")
"""A pytest per core. Further arguments may take that back: `dev.py test -n 0 tests/ui`."""

COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}
"""Else each of them, and each program that a test starts, would compile all modules anew."""

# What the Qt wheels link against but do not bring, as `ldd` shows for their plug-ins, and Debian's package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class Stop(Exception):
    """Ends dev.py with a sentence instead of a traceback."""


def main(arguments: Sequence[str]) -> int:
    """Make the environment, then do what the verb says; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=sorted(VERBS), metavar="VERB", help=", ".join(VERBS))
    options, rest = parser.parse_known_args(arguments)
    try:
        prepare(options.verb)
        return VERBS[options.verb](rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(rest: Sequence[str]) -> int:
    """Open the window, or do the same job without one."""
    if has_display():
        return python("-m", "ozgdesk", *rest)
    print("Kein Bildschirm gefunden: Alle Ansichten und Blätter werden stattdessen nach out/ geschrieben.")
    return python("-m", "ozgdesk.headless", "-o", str(ROOT / "out"), *rest, env=OFFSCREEN)


def test(rest: Sequence[str]) -> int:
    """Run every check even if one fails; pytest (with the import contracts) comes last."""
    checks = {
        "ruff check": ("ruff", "check", "."),
        "ruff format": ("ruff", "format", "--check", "."),
        "mypy": ("mypy",),
        "pytest": ("pytest", *ON_ALL_CORES, *rest),
    }
    failed = []
    for name, command in checks.items():
        print(f"--- {name}", flush=True)
        if python("-m", *command, env=OFFSCREEN | COMPILED_ONCE) != 0:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def bench(rest: Sequence[str]) -> int:
    """Measure ratios against a baseline of the same run."""
    return python("-m", "benchmarks", *rest, env=OFFSCREEN)


def shots(rest: Sequence[str]) -> int:
    """Render every place and sheet in both themes and two scales, to be looked at."""
    codes = []
    for theme in ("light", "dark"):
        for percent in (100, 150):
            folder = ROOT / "out" / "shots" / f"{theme}-{percent}"
            options = ("-o", str(folder), "--theme", theme, "--scale", str(percent / 100))
            codes.append(python("-m", "ozgdesk.headless", *options, *rest, env=OFFSCREEN))
    return max(codes)


def build(rest: Sequence[str]) -> int:
    """Freeze the program and let the frozen program test itself."""
    if code := python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec", *rest):
        return code
    program = ROOT / "dist" / "OZG-Desk" / ("ozgdesk.exe" if WINDOWS else "ozgdesk")
    result = ROOT / "out" / "selftest.json"
    result.parent.mkdir(exist_ok=True)
    return call([str(program), "selftest", "-o", str(result)], OFFSCREEN)


def torture(rest: Sequence[str]) -> int:
    """Run the reliability tests with large numbers, which the tests read from the environment."""
    parser = argparse.ArgumentParser(prog="dev.py torture")
    parser.add_argument("--walks", type=int, default=500, help="random walks with undo, redo and reopen")
    parser.add_argument("--kills", type=int, default=1000, help="SIGKILLs at random moments")
    parser.add_argument("--texts", type=int, default=1000, help="random texts to read back from each sheet")
    options, pytest_options = parser.parse_known_args(rest)
    numbers = {"OZGDESK_WALKS": str(options.walks), "OZGDESK_KILLS": str(options.kills)}
    numbers["OZGDESK_TEXTS"] = str(options.texts)
    return python("-m", "pytest", "-m", "torture", "-s", *pytest_options, env=OFFSCREEN | numbers)


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "shots": shots,
    "build": build,
    "torture": torture,
}


def prepare(verb: str) -> None:
    """Make sure that system libraries and `.venv` fit the verb; does nothing when they already do."""
    if sys.platform.startswith("linux"):
        install_packages(sorted(missing_packages(verb)))
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    STAMP.unlink(missing_ok=True)
    if not venv_fits():
        check(call([sys.executable, "-m", "venv", "--clear", str(VENV)]), "Cannot create .venv.")
    pip = ("-m", "pip", "install", "--disable-pip-version-check", "--quiet")
    print("Installing the pinned requirements ...", flush=True)
    check(python(*pip, "--require-hashes", "-r", str(LOCK)), "Cannot install the pinned requirements.")
    project = ("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    check(python(*pip, *project), "Cannot install the project itself.")
    STAMP.write_text(wanted)


def venv_fits() -> bool:
    """Tell whether `.venv` is whole and made by this Python's version."""
    question = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return PYTHON.exists() and python("-c", question) == 0


def fingerprint() -> str:
    """Return a digest of everything that decides what is installed in `.venv`."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in (LOCK, ROOT / "pyproject.toml", ROOT / "ozgdesk" / "__init__.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def missing_packages(verb: str) -> Iterator[str]:
    """Yield Debian's name of each package that the verb needs and that is not there."""
    if importlib.util.find_spec("ensurepip") is None:
        yield "python3-venv"
    libraries = dict(QT_LIBRARIES)
    if verb == "build" or (verb == "run" and has_display()):
        libraries |= WINDOW_LIBRARIES
    yield from (package for library, package in libraries.items() if not loads(library))
    if verb == "build":
        if shutil.which("objdump") is None:
            yield "binutils"
        if not has_python_library():
            yield f"libpython{sys.version_info[0]}.{sys.version_info[1]}"


def has_python_library() -> bool:
    """Tell whether Python is there as a shared library, which PyInstaller needs and Debian keeps apart."""
    name = str(sysconfig.get_config_var("INSTSONAME") or "")
    folder = str(sysconfig.get_config_var("LIBDIR") or "")
    return not name.startswith("libpython") or Path(folder, name).exists() or loads(name)


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages as root, else raise `Stop` with the command that does it."""
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise Stop(f"Es fehlen Systembibliotheken. Unter Debian heißen die Pakete: {' '.join(packages)}")
    if os.geteuid() == 0:
        print(f"Installing {' '.join(packages)} ...", flush=True)
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        call(["apt-get", "update", "-qq"], quiet)
        if call([*install, "-qq"], quiet) == 0:
            importlib.invalidate_caches()
            return
    raise Stop(f"Es fehlen Systempakete. Bitte installieren Sie sie mit:\n  sudo {shlex.join(install)}")


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def python(*arguments: str, env: Mapping[str, str] | None = None) -> int:
    """Run the environment's Python and return its exit code."""
    return call([str(PYTHON), *arguments], env)


def call(command: Sequence[str], env: Mapping[str, str] | None = None) -> int:
    """Run a program in the project folder with UTF-8 output and return its exit code."""
    extra = {"PYTHONUTF8": "1", **(env or {})}
    return subprocess.run(command, cwd=ROOT, env=os.environ | extra, check=False).returncode


def check(code: int, message: str) -> None:
    """Raise `Stop` with the message unless the code is 0."""
    if code != 0:
        raise Stop(message)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python must get a sentence
        sys.exit("OZG-Desk needs Python 3.11 or newer.")
    sys.exit(main(sys.argv[1:]))
