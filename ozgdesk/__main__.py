"""Entry of the program: the window, or a command when the first word is one."""

import sys
from pathlib import Path


def main() -> int:
    """Start what the words of the call ask for and return the exit code."""
    words = _apart(sys.argv[1:])
    if _asks_for_window(words):
        from ozgdesk import app

        return app.run(words)
    from ozgdesk.cli.main import main as run_command

    return run_command(words)


def _apart(words: list[str]) -> list[str]:
    """`--data-dir=DIR` as two words, which is how the window and the commands read it."""
    first, equals, folder = words[0].partition("=") if words else ("", "", "")
    return [first, folder, *words[1:]] if first == "--data-dir" and equals else words


def _asks_for_window(words: list[str]) -> bool:
    """No word at all, or only a file, perhaps after `--data-dir DIR`."""
    rest = words[2:] if words[:1] == ["--data-dir"] else words
    return not rest or (
        len(rest) == 1 and not rest[0].startswith("-") and Path(rest[0]).suffix.lower() == ".ozg"
    )


if __name__ == "__main__":
    sys.exit(main())
