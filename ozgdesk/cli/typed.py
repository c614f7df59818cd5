"""Days as a call names them."""

from datetime import date

from ozgdesk import formats
from ozgdesk.cli.arguments import WrongCall


def typed_day(text: str, today: date) -> date:
    """A day in any of the notations the fields of the window take. Raises WrongCall."""
    try:
        return formats.read_day(text, today)
    except formats.NotReadable as problem:
        raise WrongCall(str(problem)) from problem
