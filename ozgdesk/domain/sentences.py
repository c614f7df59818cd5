"""Where the sentences of a German legal text end, so that "Satz 2" can be counted.

A full stop ends no sentence behind an abbreviation ("Abs.", "z. B."), a single letter or an ordinal number
("1. Januar"). Tokens of a clause text count as words.
"""

import re

Span = tuple[int, int]
"""Where a sentence begins and where it ends, without the blanks around it."""

_END = re.compile(r"[.!?…]+[\u201c\u201d\"\u00bb\u00ab’)\]]*(?=\s|$)|\n[ \t]*\n")
_LAST_WORD = re.compile(r"[^\s(\u201e\u201c\"\u00bb\u00ab]*$")
_BEHIND_NUMBER_SIGN = re.compile(
    r"(?:§§?|\b(?:Abs|Nr|Nrn|Art|Ziff|Buchst|Anl)\.|\b(?:Satz|Absatz|Nummer|Anlage|Artikel|Paragraf|und|bis))\s*$"
)
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        """abl abs abschn abt alt anl anm art aufl az bd bek bes betr bgbl bspw buchst bzgl bzw ca dgl dipl dr
    einschl evtl ff gem gez ggf gmbl grds gvbl hrsg hs inkl insb kap lfd lit max mind mio mrd nr nrn prof
    rdnr rn satz sog st stanz stv str tel tsd uabs usf verb vgl vorl zb zit ziff zzgl
    jan feb apr jun jul aug sept sep okt nov dez""",
    )
)
_MAY_END = frozenset(("usw", "etc"))
_BEGINNINGS = re.compile(
    r"(?:D(?:er|ie|as|em|en|es|iese[rsmn]?|abei|ann|aneben|urch)|E(?:r|s|in|ine[rsmn]?)|S(?:ie|ind|oweit"
    r"|ofern|oll|ollen|olange)|I(?:m|n|st|hre?)|A(?:n|m|uf|us|ls|lle[rsmn]?)|B(?:ei|is|eide)|F.r|.ber|Zu[mr]?|Wird|Wer|Wenn"
    r"|Werden|Vo[nmr]|Nach|Mit|Unter|Kommt|Kann|Hat|Haben|Jede[rsmn]?|Kein|Keine[rsmn]?|Gilt|N.heres|Satz|Absatz)\b"
)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Where each sentence stands; together they hold everything but the blanks between them.

    >>> sentence_spans("Das gilt ab 1. Mai. Näheres: Abs. 2.")
    ((0, 19), (20, 36))
    """
    found = []
    start = _skip_blanks(text, 0)
    for match in _END.finditer(text):
        end = len(text[: match.start()].rstrip()) if match.group().isspace() else match.end()
        if end <= start or not _is_end(text, match):
            continue
        found.append((start, end))
        start = _skip_blanks(text, match.end())
    rest = text[start:].rstrip()
    if rest:
        found.append((start, start + len(rest)))
    return tuple(found)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in order, without the blanks between them."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def _skip_blanks(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _is_end(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    following = text[match.end() :].lstrip()
    if mark.isspace() or not following:
        return True
    if following[0].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    before = text[: match.start()]
    word = _last_word(before)
    if word.isdigit() and len(word) <= 2:
        return not _is_ordinal(before[: len(before) - len(word)], following)
    return not _is_abbreviation(word)


def _last_word(before: str) -> str:
    found = _LAST_WORD.search(before)
    return found.group() if found else ""


def _is_ordinal(before: str, following: str) -> bool:
    """'am 1. Januar', but not '§ 5. Die Kosten' and not 'es sind 5. Die Kosten'."""
    return not _BEHIND_NUMBER_SIGN.search(before) and not _BEGINNINGS.match(following)


def _is_abbreviation(word: str) -> bool:
    """A known one, a single letter ('z. B.'), or letters with stops between them ('i.V.m.')."""
    name = word.lower()
    if name in _MAY_END:
        return False
    letters = name.split(".")
    return name in _ABBREVIATIONS or all(len(letter) == 1 and letter.isalpha() for letter in letters)
