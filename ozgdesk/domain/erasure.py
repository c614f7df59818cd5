"""Finding the texts that identify a person in what somebody wrote, and putting others in their place.

Which texts those are says `commands.people`; where they are looked for besides the rows, `store.erasure`.
"""

import re
from collections.abc import Callable, Mapping

_WORD = r"[^\W_]"


def replacing(replacements: Mapping[str, str]) -> Callable[[str], str]:
    """A function that replaces each text (key), in whatever case and with a genitive s, by its value.

    Parts of longer words stay: "Haupt" is not erased from "Hauptamt". A text of digits alone, such as an
    extension, is replaced only where it is all there is; in a sentence it may be any number.
    ValueError when a text or its replacement is empty.

    >>> replacing({"Kim Ruh": "–"})("KIM RUH: Kim Ruhs Brief an Kim Ruhland")
    '–: –s Brief an Kim Ruhland'
    """
    if not all(key.strip() and value.strip() for key, value in replacements.items()):
        raise ValueError("an empty text can neither be replaced nor be a replacement")
    by_text = {key.casefold(): value for key, value in replacements.items()}
    searched = sorted((key for key in replacements if not key.isdigit()), key=len, reverse=True)
    listed = "|".join("".join(map(_any_case, key)) for key in searched) or "(?!)"
    pattern = re.compile(rf"(?<!{_WORD})(?:{listed})(?=s?(?!{_WORD}))", re.IGNORECASE)

    def replace(text: str) -> str:
        whole = by_text.get(text.strip().casefold())
        if whole is not None:
            return whole
        return pattern.sub(lambda found: by_text.get(found[0].casefold(), "–"), text)

    return replace


def _any_case(letter: str) -> str:
    """A letter as a pattern; a few, such as the sharp s, are two letters in capitals."""
    folded = letter.casefold()
    return re.escape(letter) if len(folded) == 1 else f"(?:{re.escape(letter)}|{folded})"
