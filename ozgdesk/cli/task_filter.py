"""The filter of a list of tasks, read from the words of a call."""

import argparse

from ozgdesk.cli.arguments import WrongCall
from ozgdesk.domain.view import View
from ozgdesk.present.task_query import Query
from ozgdesk.present.task_query_line import read_line
from ozgdesk.reports.sheet import Sheet


def task_filter(call: argparse.Namespace, sheet: Sheet, view: View) -> Query:
    """Which tasks the call asks for; raises WrongCall with a sentence for every wrong term."""
    if call.filter is None or not sheet.lists_tasks:
        return Query()
    line = read_line(call.filter, view.as_of, [row.code for row in view.municipalities])
    if line.problems:
        raise WrongCall(" ".join(piece.problem for piece in line.problems))
    return line.query
