"""From the words of a call to its exit code; turns every expected failure into one German sentence."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from ozgdesk.cli import arguments, imports, reading, writing
from ozgdesk.cli.answers import CannotBeDone, complain
from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.saving import NotSaved
from ozgdesk.store.problems import StoreProblem
from ozgdesk.texts.imports import unreadable_message
from ozgdesk.texts.problems import problem_message
from ozgdesk.texts.rules import rule_message


def _on_paper(name: str) -> Callable[..., int]:
    """A command of `cli.sheets`, imported with the first sheet: the others know no paper."""

    def run(call: argparse.Namespace) -> int:
        from ozgdesk.cli import sheets

        made: int = getattr(sheets, name)(call)
        return made

    return run


DONE, WITH_FINDINGS, WRONG_CALL, NOT_DONE = 0, 1, 2, 3

COMMANDS: dict[str, Callable[..., int]] = {
    "sheets": _on_paper("sheets"),
    "print": _on_paper("print_sheet"),
    "print-set": _on_paper("print_set"),
    "export": reading.export,
    "show": reading.show,
    "render": reading.render,
    "check": reading.check_project,
    "history": reading.history,
    "issue": _on_paper("issue"),
    "new": writing.new,
    "import": imports.import_file,
    "undo": writing.undo,
    "redo": writing.redo,
    "backup": writing.backup,
    "restore": writing.restore,
    "selftest": writing.selftest,
}


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        call = arguments.parse(list(words))
        return COMMANDS[call.command](call)
    except arguments.WrongCall as wrong:
        complain(str(wrong))
        return WRONG_CALL
    except CannotBeDone as problem:
        complain(str(problem))
    except StoreProblem as problem:
        complain(problem_message(problem))
        if problem.backup is not None:
            complain(f"Die neueste gute Sicherung ist „{problem.backup}“.")
    except RuleViolation as violation:
        complain(rule_message(violation))
    except Unreadable as problem:
        complain(unreadable_message(problem))
    except NotSaved as problem:
        complain(str(problem))
    except BrokenPipeError:
        # Whoever read our output has closed it, e.g. `head`; the rest would have nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as problem:
        name = problem.filename or "Die Datei"
        complain(f"„{name}“ kann nicht gelesen oder geschrieben werden; bitte prüfen Sie den Ort.")
    return NOT_DONE
