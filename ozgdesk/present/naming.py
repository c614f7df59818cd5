"""What a row and a value of a field are called in a German sentence, whatever the entity."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from ozgdesk import formats
from ozgdesk.domain import (
    agreements,
    cooperation,
    councils,
    drafting,
    minutes,
    people,
    reporting,
    steering,
    tasks,
)
from ozgdesk.domain.clauses import Placeholder, Words, tokens
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE, references
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.texts.clauses import FIELD_NAMES
from ozgdesk.texts.entities import noun
from ozgdesk.texts.labels import label
from ozgdesk.texts.legal_check import rule_name

Find = Callable[[type[Entity], str], Entity | None]
"""Returns a row by kind and id, or None when it is gone."""


def cooperation_name(found: cooperation.Cooperation | None) -> str:
    """The name of the cooperation on papers and in files, also while it has none."""
    return found.name if found else "Zusammenarbeit ohne Namen"


GONE = "gelöschter Eintrag"
LONGEST = 60  # characters of a text that a sentence quotes


def finder(snapshot: Snapshot) -> Find:
    """A lookup in a Snapshot."""
    return lambda kind, id_: snapshot.find(kind, id_)


def row_name(row: Entity, find: Find) -> str:
    """A row with its kind, as the beginning of a sentence: 'Aufgabe A-017 „Vergabewesen“'."""
    special = _SPECIAL.get(type(row))
    if special is not None:
        return special(row, find)
    title = plain_title(row)
    kind = noun(type(row)).singular
    kind = kind[0].upper() + kind[1:]
    return f"{kind} {quoted(title)}" if title else kind


def short_name(kind: type[Entity], id_: str | None, find: Find) -> str:
    """A row without its kind, for the middle of a sentence; empty for none, `GONE` for a deleted one."""
    if id_ is None:
        return ""
    row = find(kind, id_)
    if row is None:
        return GONE
    if isinstance(row, tasks.Task):
        return f"{row.number} {quoted(row.name)}"
    if isinstance(row, cooperation.Municipality):
        return row.name
    if isinstance(row, people.Person):
        return row.name
    title = plain_title(row)
    return quoted(title) if title else row_name(row, find)


def plain_title(row: Entity) -> str:
    """The text by which people know a row, without quotes; empty where it has none."""
    if isinstance(row, agreements.Clause):
        return clause_words(row)
    for field in ("name", "title", "question", "text", "heading", "file_name"):
        text = getattr(row, field, "")
        if isinstance(text, str) and text.strip():
            return text.strip()
    return ""


def clause_words(clause: agreements.Clause) -> str:
    """The heading of a part of an agreement, else its text; empty where it has neither."""
    return clause.heading.strip() or unmarked(clause.text)


def unmarked(text: str) -> str:
    """A clause text for people who only want to recognize it: "[Parteien]" for a placeholder."""
    return "".join(
        token.text
        if isinstance(token, Words)
        else f"[{FIELD_NAMES[token.name]}]"
        if isinstance(token, Placeholder)
        else "[Verweis]"
        for token in tokens(text)
    ).strip()


def quoted(text: str, longest: int = LONGEST) -> str:
    """A text in German quotes on one line, shortened when it is long."""
    return f"„{shortened(text, longest)}“"


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut at a word with "…" when it has more than `longest` characters."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1].rstrip()
    at = cut.rfind(" ")
    return f"{cut[:at] if at > longest // 2 else cut}…"


def value_text(kind: type[Entity], field: str, value: object, find: Find) -> str:
    """A value of a field for reading; empty for nothing. Texts are quoted and shortened."""
    if value is None or value == "":
        return ""
    for name, target in references(kind):
        if name == field:
            return short_name(target, str(value), find)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, datetime):
        return formats.instant(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, bytes):
        return file_size(len(value))
    if isinstance(value, int | float):
        return _number_text(field, value)
    return quoted(unmarked(str(value)) if kind is agreements.Clause else str(value))


def file_size(count: int) -> str:
    """The size of a file in decimal units, never said too small.

    >>> [file_size(count).replace(formats.NO_BREAK_SPACE, " ") for count in (17, 34_500, 1_250_000)]
    ['17 Byte', '35 KB', '1,3 MB']
    """
    if count < 1_000:
        return f"{count}{formats.NO_BREAK_SPACE}Byte"
    if count < 1_000_000:
        return f"{-(-count // 1_000)}{formats.NO_BREAK_SPACE}KB"
    return f"{formats.number(-(-count // 100_000) / 10, 1)}{formats.NO_BREAK_SPACE}MB"


def _number_text(field: str, value: int | float) -> str:
    if field.endswith("_minutes"):
        return formats.duration(int(value))
    if "_cents" in field:
        return formats.money(int(value), whole=True)
    if "percent" in field:
        return f"{formats.number(value, None)}{formats.NO_BREAK_SPACE}%"
    return formats.number(value, None)


def subject_name(table: str, id_: str, find: Find) -> str:
    """The row a follow-up or document hangs on; empty for none."""
    kind = BY_TABLE.get(table)
    if kind is None or not id_:
        return ""
    row = find(kind, id_)
    return row_name(row, find) if row is not None else f"{noun(kind).singular} ({GONE})"


def _code(id_: str | None, find: Find) -> str:
    row = find(cooperation.Municipality, id_) if id_ else None
    return row.code if isinstance(row, cooperation.Municipality) else ""


def _with_code(text: str, id_: str | None, find: Find) -> str:
    code = _code(id_, find)
    return f"{text} ({code})" if code else text


def _task(row: Entity, find: Find) -> str:
    task = cast("tasks.Task", row)
    return f"{label(task.kind)} {task.number} {quoted(task.name)}"


def _assignment(row: Entity, find: Find) -> str:
    part = cast("tasks.Assignment", row)
    whose = _code(part.municipality_id, find) or GONE
    return f"{label(part.role)} {whose} bei {short_name(tasks.Task, part.task_id, find)}"


def _link(row: Entity, find: Find) -> str:
    link = cast("tasks.Link", row)
    ends = [find(tasks.Task, id_) for id_ in (link.predecessor_id, link.successor_id)]
    numbers = [end.number if isinstance(end, tasks.Task) else GONE for end in ends]
    return f"Verknüpfung {numbers[0]} → {numbers[1]}"


def _absence(row: Entity, find: Find) -> str:
    absence = cast("people.Absence", row)
    days = formats.period(absence.from_on, absence.until_on)
    return f"Abwesenheit von {short_name(people.Person, absence.person_id, find)} ({days})"


def _office(row: Entity, find: Find) -> str:
    office = cast("councils.OfficeHolder", row)
    return _with_code(f"Amt {quoted(office.title or label(office.office))}", office.municipality_id, find)


def _meeting(row: Entity, find: Find) -> str:
    meeting = cast("councils.Meeting", row)
    return f"Sitzung {_body(meeting.committee_id, find)} am {formats.day(meeting.held_on)}"


def _series(row: Entity, find: Find) -> str:
    return f"Sitzungsreihe {_body(cast('councils.MeetingSeries', row).committee_id, find)}"


def _paper_form(row: Entity, find: Find) -> str:
    return _with_code("Vorlagenmuster", cast("councils.PaperForm", row).municipality_id, find)


def _summary(row: Entity, find: Find) -> str:
    summary = cast("reporting.ReportSummary", row)
    return _with_code(f"Zusammenfassung vom {formats.day(summary.dated_on)}", summary.municipality_id, find)


def _attendance(row: Entity, find: Find) -> str:
    taking = cast("minutes.Attendance", row)
    who = short_name(people.Person, taking.person_id, find) or taking.guest or "Gast"
    return f"Teilnahme von {who}"


def _limit(row: Entity, find: Find) -> str:
    limit = cast("tasks.BoardLimit", row)
    state = quoted(label(limit.state)) if limit.state else "aller Zustände"
    return _with_code(f"Höchstzahl {state}", limit.municipality_id, find)


def _deviation(row: Entity, find: Find) -> str:
    task = short_name(tasks.Task, cast("agreements.Deviation", row).task_id, find)
    return f"Abweichung von der Vereinbarung bei {task}"


def _copy(row: Entity, find: Find) -> str:
    return _with_code("Ausfertigung", cast("agreements.AgreementCopy", row).municipality_id, find)


def _remark(row: Entity, find: Find) -> str:
    return _with_code("Anmerkung", cast("drafting.Remark", row).municipality_id, find)


def _review_note(row: Entity, find: Find) -> str:
    note = cast("drafting.ReviewNote", row)
    return f"Vermerk {quoted(label(note.state))} zu {rule_name(note.rule)}"


def _consultation(row: Entity, find: Find) -> str:
    station = cast("councils.Consultation", row)
    paper = short_name(councils.CouncilPaper, station.paper_id, find)
    return f"Beratung {paper}, {_body(station.committee_id, find)}"


def _body(id_: str, find: Find) -> str:
    body = find(councils.Committee, id_)
    if not isinstance(body, councils.Committee):
        return GONE
    return _with_code(body.short_name or body.name, body.municipality_id, find)


def _clause(row: Entity, find: Find) -> str:
    clause = cast("agreements.Clause", row)
    words, kind = clause_words(clause), label(clause.kind)
    return kind if words in ("", kind) else f"{kind} {quoted(words, 40)}"


def _signature(row: Entity, find: Find) -> str:
    signature = cast("agreements.Signature", row)
    return _with_code(
        f"Unterschrift {quoted(signature.title or 'ohne Titel')}", signature.municipality_id, find
    )


def _supervisor_step(row: Entity, find: Find) -> str:
    step = cast("agreements.SupervisorStep", row)
    whole = f"{label(step.kind)} {short_name(agreements.Agreement, step.agreement_id, find)}"
    return _with_code(whole, step.municipality_id, find)


def _assessment(row: Entity, find: Find) -> str:
    judged = cast("steering.Assessment", row)
    return _with_code(f"Bewertung {quoted(label(judged.dimension))}", judged.municipality_id, find)


def _membership(row: Entity, find: Find) -> str:
    """Rows that join a municipality to something: agreement, shared office, grant, saving."""
    target = next((pair for pair in references(type(row)) if pair[1] is not cooperation.Municipality), None)
    kind = noun(type(row)).singular
    start = f"{kind[0].upper()}{kind[1:]} {_code(getattr(row, 'municipality_id', None), find) or GONE}"
    return f"{start} bei {short_name(target[1], getattr(row, target[0]), find)}" if target else start


_SPECIAL: dict[type[Entity], Callable[[Entity, Find], str]] = {
    tasks.Task: _task,
    tasks.Assignment: _assignment,
    tasks.Link: _link,
    people.Absence: _absence,
    councils.OfficeHolder: _office,
    councils.Meeting: _meeting,
    councils.MeetingSeries: _series,
    councils.PaperForm: _paper_form,
    reporting.ReportSummary: _summary,
    councils.Consultation: _consultation,
    minutes.Attendance: _attendance,
    tasks.BoardLimit: _limit,
    agreements.Deviation: _deviation,
    agreements.AgreementCopy: _copy,
    drafting.Remark: _remark,
    drafting.ReviewNote: _review_note,
    agreements.Clause: _clause,
    agreements.Signature: _signature,
    agreements.SupervisorStep: _supervisor_step,
    steering.Assessment: _assessment,
    agreements.AgreementParty: _membership,
    cooperation.SharedOfficeMember: _membership,
    cooperation.GrantMember: _membership,
    cooperation.SavingMember: _membership,
}
