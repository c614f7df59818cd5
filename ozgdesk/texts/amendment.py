"""How the commands of an amendment read in German ("§ 4 Abs. 2 Satz 1 wird wie folgt gefasst")."""

from collections.abc import Callable

from ozgdesk.domain.amendment import AmendmentCommand, Command
from ozgdesk.domain.clauses import Node
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts.clauses import NO_BREAK, citation, letter
from ozgdesk.texts.labels import label

Read = Callable[[str, bool], str]
"""How words with tokens read: in the old text (True) or in the new one."""

_FEMININE = {ClauseKind.FORMULA, ClauseKind.PREAMBLE}
_PARTS: dict[ClauseKind, tuple[str, str, str, str]] = {
    ClauseKind.CLAUSE: ("§", "§§", "er", "der"),
    ClauseKind.PARAGRAPH: ("Absatz", "Absätze", "er", "der"),
    ClauseKind.NUMBER: ("Nummer", "Nummern", "e", "die"),
    ClauseKind.LETTER: ("Buchstabe", "Buchstaben", "er", "der"),
    ClauseKind.ANNEX: ("Anlage", "Anlagen", "e", "die"),
    ClauseKind.FORMULA: ("Eingangsformel", "Eingangsformeln", "e", "die"),
    ClauseKind.PREAMBLE: ("Präambel", "Präambeln", "e", "die"),
}
"""Singular, plural, ending of an adjective in front of it, and article."""


def command_text(found: AmendmentCommand, read: Read) -> str:
    """The command as a sentence; it ends with a colon where new wording follows."""
    return _WORDS[found.command](found, read)


def quoted(text: str) -> str:
    """Words in German quotation marks; those inside become single ones.

    >>> quoted("das „Amt“")
    '„das ‚Amt‘“'
    """
    return f"„{text.translate(_INNER)}“"


_INNER = str.maketrans("„“”", "‚‘’")


def _where(node: Node) -> str:
    return citation(node) or label(node.clause.kind)


def _subject(found: AmendmentCommand) -> str:
    node = _old(found)
    place = _where(node)
    place = f"Die {place}" if node.clause.kind in _FEMININE else place
    return f"{place} Satz{NO_BREAK}{found.sentence}" if found.sentence else place


def _inside(found: AmendmentCommand) -> str:
    node = _old(found)
    place = _where(node)
    place = f"In der {place}" if node.clause.kind in _FEMININE else f"In {place}"
    return f"{place} Satz{NO_BREAK}{found.sentence}" if found.sentence else place


def _old(found: AmendmentCommand) -> Node:
    node = found.old or found.new
    if node is None:
        raise ValueError("a command needs a place")
    return node


def _heading(found: AmendmentCommand, read: Read) -> str:
    place = _where(_old(found))
    of = f"der {place}" if _old(found).clause.kind in _FEMININE else f"des {place}"
    of = f"der {place}" if _old(found).clause.kind is ClauseKind.ANNEX else of
    new = read(found.after, False)
    if not new:
        return f"Die Überschrift {of} wird gestrichen."
    return f"Die Überschrift {of} wird wie folgt gefasst: {quoted(new)}."


def _words(found: AmendmentCommand, read: Read) -> str:
    before, after = read(found.before, True), read(found.after, False)
    return f"{_inside(found)} {_verb(before)} {_named(before)} durch {_named(after)} ersetzt."


def _words_new(found: AmendmentCommand, read: Read) -> str:
    anchor, after = read(found.before, True), read(found.after, False)
    return f"{_inside(found)} {_verb(after)} nach dem Wort {quoted(anchor)} {_named(after)} eingefügt."


def _words_gone(found: AmendmentCommand, read: Read) -> str:
    before = read(found.before, True)
    return f"{_inside(found)} {_verb(before)} {_named(before)} gestrichen."


def _verb(words: str) -> str:
    return "werden" if _named(words).startswith("die Wörter") else "wird"


def _ended(text: str) -> str:
    """Quoted wording at the end of a command: its own full stop is enough."""
    found = quoted(text)
    return found if found[-2] in ".!?" else f"{found}."


def _named(words: str) -> str:
    if any(sign.isdigit() for sign in words):
        return f"die Angabe {quoted(words)}"
    return f"das Wort {quoted(words)}" if len(words.split()) == 1 else f"die Wörter {quoted(words)}"


def _sentence_new(found: AmendmentCommand, read: Read) -> str:
    place = _where(_old(found))
    new = _ended(read(found.after, False))
    if found.is_last:
        place = f"Der {place}" if _old(found).clause.kind in _FEMININE else place
        return f"{place} wird folgender Satz angefügt: {new}"
    if found.sentence:
        return f"Nach {place} Satz{NO_BREAK}{found.sentence} wird folgender Satz eingefügt: {new}"
    return f"{place} wird folgender Satz vorangestellt: {new}"


def _new(found: AmendmentCommand, _read: Read) -> str:
    tops = [node for node in found.block if not _is_inside(node, found.block)]
    what = _folgend(tops)
    verb = "wird" if len(tops) == 1 else "werden"
    kind = tops[0].clause.kind
    if kind in _FEMININE:
        return f"Der Vereinbarung {verb} {what} vorangestellt:"
    if found.parent is None:
        if found.is_last:
            return f"Der Vereinbarung {verb} {what} angefügt:"
        after = f"Nach {_where(found.old)}" if found.old else "Am Anfang"
        return f"{after} {verb} {what} eingefügt:"
    parent = _where(found.parent)
    if found.is_last:
        return f"{parent} {verb} {what} angefügt:"
    if found.old is None or found.old.ordinal is None:
        return f"In {parent} {verb} am Anfang {what} eingefügt:"
    return f"In {parent} {verb} nach {_part(found.old)} {what} eingefügt:"


def _is_inside(node: Node, block: tuple[Node, ...]) -> bool:
    ids = {other.clause.id for other in block}
    return any(step.clause.id in ids for step in node.path)


def _folgend(tops: list[Node]) -> str:
    singular, plural, ending, _ = _PARTS[tops[0].clause.kind]
    numbers = [_number(node) for node in tops if node.ordinal is not None]
    if len(tops) == 1:
        number = f"{NO_BREAK}{numbers[0]}" if numbers else ""
        return f"folgend{ending} {singular}{number}"
    listed = f"{numbers[0]} {'und' if len(numbers) == 2 else 'bis'} {numbers[-1]}" if numbers else ""
    return f"folgende {plural}{NO_BREAK}{listed}".rstrip()


def _number(node: Node) -> str:
    ordinal = node.ordinal or 0
    return letter(ordinal) if node.clause.kind is ClauseKind.LETTER else str(ordinal)


def _part(node: Node) -> str:
    return f"{_PARTS[node.clause.kind][0]}{NO_BREAK}{_number(node)}"


def _moved(found: AmendmentCommand, _read: Read) -> str:
    new = found.new or _old(found)
    old = _old(found)
    article = _PARTS[old.clause.kind][3]
    return f"{article[0].upper()}{article[1:]} bisherige {_where(old)} wird {_where(new)}."


def _renumbered(found: AmendmentCommand, _read: Read) -> str:
    old, new = _old(found), found.new or _old(found)
    last_old, last_new = found.block
    singular, plural, _, article = _PARTS[old.clause.kind]
    inside = f"In {_where(found.parent)}" if found.parent is not None else ""
    if last_old is old or last_old == old:
        subject, verb = f"{article} bisherige {singular}{NO_BREAK}{_number(old)}", "wird"
        target = f"{singular}{NO_BREAK}{_number(new)}"
    else:
        joint = "und" if (last_old.ordinal or 0) - (old.ordinal or 0) == 1 else "bis"
        subject = f"die bisherigen {plural}{NO_BREAK}{_number(old)} {joint} {_number(last_old)}"
        verb, target = "werden", f"die {plural}{NO_BREAK}{_number(new)} {joint} {_number(last_new)}"
    if inside:
        return f"{inside} {verb} {subject} {target}."
    return f"{subject[0].upper()}{subject[1:]} {verb} {target}."


def _reference(found: AmendmentCommand, read: Read) -> str:
    before, after = read(found.before, True), read(found.before, False)
    return f"{_inside(found)} wird die Angabe {quoted(before)} durch die Angabe {quoted(after)} ersetzt."


def _above(found: AmendmentCommand) -> str:
    node = _old(found)
    return _where(node.path[-1]) if node.path else _where(node)


_WORDS: dict[Command, Callable[[AmendmentCommand, Read], str]] = {
    Command.HEADING: _heading,
    Command.WORDS: _words,
    Command.WORDS_NEW: _words_new,
    Command.WORDS_GONE: _words_gone,
    Command.SENTENCE: lambda found, read: (
        f"{_subject(found)} wird wie folgt gefasst: {_ended(read(found.after, False))}"
    ),
    Command.SENTENCE_NEW: _sentence_new,
    Command.SENTENCE_GONE: lambda found, _read: f"{_subject(found)} wird gestrichen.",
    Command.TEXT: lambda found, _read: f"{_subject(found)} wird wie folgt gefasst:",
    Command.WHOLE: lambda found, _read: f"{_subject(found)} wird wie folgt gefasst:",
    Command.GONE: lambda found, _read: f"{_subject(found)} wird aufgehoben.",
    Command.NEW: _new,
    Command.MOVED: _moved,
    Command.RENUMBERED: _renumbered,
    Command.NUMBERED: lambda found, _read: (
        f"In {_above(found)} wird der bisherige Wortlaut Absatz{NO_BREAK}1."
    ),
    Command.UNNUMBERED: lambda found, _read: f"In {_above(found)} entfällt die Absatzbezeichnung.",
    Command.REFERENCE: _reference,
}
