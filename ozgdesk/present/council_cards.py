"""The words of the fan: what stands on the card of a station, and the whole read aloud."""

from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.vocabulary import ConsultationRole, Result
from ozgdesk.present.council import ConsultationRow, Fan
from ozgdesk.present.council_steps import LaneStep

UNDATED = "ohne Termin"
_SHORT = {
    Result.UNKNOWN: "nicht bekannt",
    Result.UNANIMOUS: "einstimmig",
    Result.MAJORITY: "mehrheitlich",
    Result.CHANGED: "geändert",
    Result.NOTED: "zur Kenntnis",
}
"""Results in a word, beside the shape that says whether the paper was passed."""


@dataclass(frozen=True, slots=True)
class CardText:
    """A station in a few lines: body, day with role, result with the shape it has, and a note.

    `day` is empty where the place of the card says already that it has none, and its role is known.
    `is_urgent`: the note keeps the resolution from holding. `has_question`: something about it is odd;
    `sentence` says everything.
    """

    body: str
    body_short: str
    day: str
    role: str
    result: str
    result_short: str
    symbol: str
    note: str
    is_urgent: bool
    is_final: bool
    has_question: bool
    sentence: str


def card_text(row: ConsultationRow, *, shows_version: bool = False) -> CardText:
    """The words of a station; the version before the body only where the bodies had different ones."""
    is_open = bool(row.conditions.strip()) and not row.conditions_met
    tasks = f"Aufgaben {row.tasks_text}" if row.tasks_text else ""
    notes = ("Maßgabe offen" if is_open else "", row.version if shows_version else "", tasks)
    role = "" if row.role == ConsultationRole.NOT_STATED else row.role_text
    return CardText(
        row.committee,
        row.committee_short,
        formats.day(row.date) if row.date else "" if role else UNDATED,
        role,
        "ausgesetzt" if row.is_suspended else row.result_text,
        "ausgesetzt" if row.is_suspended else _SHORT.get(Result(row.result), row.result_text),
        "suspended" if row.is_suspended else row.symbol,
        " · ".join(note for note in notes if note),
        is_open,
        row.is_final,
        bool(row.questions),
        station_sentence(row),
    )


def station_sentence(row: ConsultationRow) -> str:
    """Everything about a station, a line each."""
    day = formats.weekday_and_day(row.date) if row.date else UNDATED
    result = f"{row.result_text}, ausgesetzt" if row.is_suspended else row.result_text
    met = {True: "erfüllt", False: "nicht erfüllt", None: "offen"}[row.conditions_met]
    parts = [
        row.committee,
        f"{day}, {row.role_text}" if row.role != ConsultationRole.NOT_STATED else day,
        ", ".join(word for word in (result, row.votes_text) if word),
        "entscheidende Station" if row.is_final else "",
        f"Fassung „{row.version}“" if row.version else "",
        f"Maßgabe ({met}): {' '.join(row.conditions.split())}" if row.conditions.strip() else "",
        "nichtöffentlich" if row.is_public is False else "",
        f"Aufgaben: {row.tasks_text}" if row.tasks_text else "",
        *row.questions,
    ]
    return "\n".join(part for part in parts if part)


def has_versions_apart(fan: Fan) -> bool:
    """Whether not all bodies had the same version of the agreement before them."""
    rows = (row for lane in fan.lanes for paper in lane.papers for row in paper.consultations)
    return len({row.version for row in rows if row.version}) > 1


def step_sentence(step: LaneStep) -> str:
    """A step after the councils in words."""
    return f"{step.words}\n{step.text}"


def described(fan: Fan) -> str:
    """The lanes in words, for screen readers and as the alternative text of the picture."""
    parts = []
    for lane in fan.lanes:
        stations = [
            f"{row.committee} {formats.day(row.date) if row.date else UNDATED} "
            f"{'ausgesetzt' if row.is_suspended else row.result_text}"
            for paper in lane.papers
            for row in paper.consultations
        ]
        parts.append(f"{lane.municipality.name}: {', '.join(stations) or 'keine Vorlage'}")
    return ". ".join(parts)
