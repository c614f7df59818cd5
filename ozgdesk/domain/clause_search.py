"""Finding and replacing words in the text of clauses; references and placeholders are never touched."""

import re
from dataclasses import dataclass
from typing import Literal

from ozgdesk.domain.clauses import Words, token_text, tokens

ClauseField = Literal["heading", "text"]
"""Where a clause has words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; a space also finds a no-break space."""

    text: str
    matches_case: bool = False
    is_whole_word: bool = False

    def pattern(self) -> re.Pattern[str] | None:
        """The expression that finds it; None while nothing is wanted."""
        if not self.text:
            return None
        found = re.escape(self.text).replace(r"\ ", "[ \u00a0]")
        if self.is_whole_word:
            found = rf"(?<!\w){found}(?!\w)"
        return re.compile(found, 0 if self.matches_case else re.IGNORECASE)


def replaced(text: str, wanted: Wanted, replacement: str, *, only: int | None = None) -> tuple[str, int]:
    """A clause text with what is wanted replaced in its words, and how often.

    `only` replaces that one alone, counted from 0.

    >>> replaced("Kosten je {field:parties}, Kosten.", Wanted("kosten"), "Aufwand", only=1)
    ('Kosten je {field:parties}, Aufwand.', 1)
    """
    pattern = wanted.pattern()
    if pattern is None:
        return text, 0
    seen = count = 0

    def put(match: re.Match[str]) -> str:
        nonlocal seen, count
        seen += 1
        if only is not None and seen - 1 != only:
            return match.group()
        count += 1
        return replacement

    parts = [
        pattern.sub(put, token.text) if isinstance(token, Words) else token_text(token)
        for token in tokens(text)
    ]
    return "".join(parts), count
