"""German words about persons that commands, window and paper share."""

from ozgdesk.domain.people import Person

ERASED_NAME = "Ansprechperson gelöscht"


def erased_name(person: Person) -> str:
    """What stands in place of a person whose data was erased: the post, if one is known.

    >>> erased_name(Person(id="a" * 32, name="Muster", function="IT-Koordination"))
    'Stelle: IT-Koordination'
    """
    function = " ".join(person.function.split())
    return f"Stelle: {function}"[:300] if function else ERASED_NAME
