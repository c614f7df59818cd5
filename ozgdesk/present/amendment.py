"""The Änderungsvereinbarung: what changes an agreement in force into a draft, as commands written out."""

from collections.abc import Iterator
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.amendment import AmendmentCommand, Command, amendment_commands
from ozgdesk.domain.clauses import Node
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.text_comparison import compare_texts
from ozgdesk.domain.view import View
from ozgdesk.present.agreement_text import field_text
from ozgdesk.present.comparison import ComparedSide
from ozgdesk.texts.amendment import command_text, quoted
from ozgdesk.texts.clauses import mark

_PROCEDURES = {
    Procedure.APPROVAL: "Ändert sie Gegenstand, Befugnisse oder Beteiligte einer Delegation, muss die "
    "Aufsichtsbehörde sie genehmigen (§\u00a027 Abs. 1 Satz 1 KGG); sonst ist sie anzuzeigen. Eine "
    "genehmigte Änderung ist öffentlich bekannt zu machen (§\u00a027 Abs. 3 Satz 2 KGG).",
    Procedure.FILING: "Die Änderung einer Mandatierung ist der Aufsichtsbehörde anzuzeigen "
    "(§\u00a027 Abs. 1 Satz 2 KGG).",
}


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line of new wording: its number, its text, and how deep it stands."""

    number: str
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """One numbered command, with the new wording it introduces."""

    text: str
    quoted: tuple[QuotedLine, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """The whole draft; `note` says what the supervisor must be told, empty where that is not known."""

    title: str
    formula: str
    introduction: str
    commands: tuple[AmendmentLine, ...]
    entry: str
    note: str


def amendment(view: View, old_id: str, new_id: str) -> Amendment:
    """The amendment that leads from one version to another; KeyError for one that is not there."""
    old, new = (ComparedSide(view, view.snapshot.get(AgreementVersion, id_)) for id_ in (old_id, new_id))
    agreement = view.snapshot.get(Agreement, new.version.agreement_id)
    found = amendment_commands(compare_texts(old.text, new.text))
    parties = field_text(view, agreement, "party_list", version_id=new_id)
    procedure = view.effect[agreement.id].procedure
    return Amendment(
        f"Vereinbarung zur Änderung der {_short(agreement)}",
        f"Zwischen {parties} wird folgende Änderung der {_named(agreement, old.version)} vereinbart:",
        f"Die {_named(agreement, old.version)} wird wie folgt geändert:",
        tuple(_line(command, old, new) for command in found),
        "Diese Änderung tritt in Kraft, sobald alle Beteiligten sie beschlossen und unterzeichnet haben und "
        "das Verfahren bei der Aufsichtsbehörde abgeschlossen ist, soweit es vorgeschrieben ist.",
        _PROCEDURES.get(procedure, ""),
    )


def amendment_text(found: Amendment) -> str:
    """The draft as plain text, to be pasted elsewhere."""
    lines = [found.title, "", found.formula, "", "Artikel 1", "Änderungen", found.introduction, ""]
    for number, line in enumerate(found.commands, 1):
        lines.append(f"{number}. {line.text}")
        lines += [f"{'   ' * (part.depth + 1)}{part.number} {part.text}".rstrip() for part in line.quoted]
    return "\n".join([*lines, "", "Artikel 2", "Inkrafttreten", found.entry, ""])


def _short(agreement: Agreement) -> str:
    return agreement.short_title or agreement.title


def _named(agreement: Agreement, version: AgreementVersion) -> str:
    """The agreement with the day of the text that is changed."""
    on = f" in der Fassung vom {formats.long_day(version.frozen_on)}" if version.frozen_on else ""
    return f"Vereinbarung {quoted(agreement.title)}{on}"


def _line(command: AmendmentCommand, old: ComparedSide, new: ComparedSide) -> AmendmentLine:
    def read(text: str, is_old: bool) -> str:
        return (old if is_old else new).reading.plain(text)

    lines = list(_quoted(command, new))
    if lines:
        lines[0] = QuotedLine(lines[0].number, f"„{lines[0].text}", lines[0].depth)
        if lines[0].number:
            lines[0] = QuotedLine(f"„{lines[0].number}", lines[0].text[1:], lines[0].depth)
        last = lines[-1]
        lines[-1] = QuotedLine(last.number, f"{last.text}“", last.depth)
    return AmendmentLine(command_text(command, read), tuple(lines))


def _quoted(command: AmendmentCommand, new: ComparedSide) -> Iterator[QuotedLine]:
    if command.command is Command.TEXT and command.new is not None:
        yield from _part(command.new, new, 0, with_heading=False)
    elif command.command in (Command.NEW, Command.WHOLE):
        top = min((node.depth for node in command.block), default=0)
        for node in command.block:
            yield from _part(node, new, node.depth - top, with_heading=True)


def _part(node: Node, side: ComparedSide, depth: int, *, with_heading: bool) -> Iterator[QuotedLine]:
    number = mark(node)
    if with_heading and node.clause.heading:
        yield QuotedLine(number, _inner(side.reading.plain(node.clause.heading)), depth)
        number = ""
    for text in side.reading.plain(node.clause.text).split("\n"):
        if text.strip():
            yield QuotedLine(number, _inner(text), depth)
            number = ""


def _inner(text: str) -> str:
    """Quotation marks inside of quoted wording."""
    return quoted(text)[1:-1]
