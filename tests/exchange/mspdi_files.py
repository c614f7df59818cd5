"""Small plans in the XML of MS Project, written by hand for tests."""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">'
    "<SaveVersion>14</SaveVersion>"
)


def element(tag: str, **texts: object) -> str:
    """An element with text children; a list is written as it is."""
    inner = "".join(
        "".join(text) if isinstance(text, list) else f"<{name}>{escape(str(text))}</{name}>"
        for name, text in texts.items()
    )
    return f"<{tag}>{inner}</{tag}>"


def link(predecessor: object, kind: int = 1, lag: int = 0, unit: int = 7) -> str:
    """A predecessor; the lag is in tenths of a minute."""
    texts = {"PredecessorUID": predecessor, "Type": kind, "LinkLag": lag, "LagFormat": unit}
    return element("PredecessorLink", **texts)


def task(uid: object, name: str = "", level: int = 1, duration: str = "PT8H0M0S", **texts: object) -> str:
    """A task of a day on Monday, 11 January 2027."""
    given = {
        "UID": uid,
        "ID": uid,
        "Name": name or f"Vorgang {uid}",
        "OutlineLevel": level,
        "Start": "2027-01-11T08:00:00",
        "Finish": "2027-01-11T17:00:00",
        "Duration": duration,
        "DurationFormat": 7,
        **texts,
    }
    return element("Task", **given)


def plan(
    tasks: Iterable[str] = (),
    *,
    resources: Iterable[str] = (),
    assignments: Iterable[str] = (),
    calendars: Iterable[str] = (),
    **header: object,
) -> str:
    """A whole plan, known by its GUID."""
    given = {
        "GUID": "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        "Title": "Plan",
        "StartDate": "2027-01-11T08:00:00",
        "LastSaved": "2026-11-20T09:00:00",
        "CalendarUID": 1,
        "MinutesPerDay": 480,
        **header,
    }
    head = "".join(f"<{name}>{escape(str(text))}</{name}>" for name, text in given.items())
    parts = (
        ("Calendars", calendars),
        ("Tasks", tasks),
        ("Resources", resources),
        ("Assignments", assignments),
    )
    return HEAD + head + "".join(f"<{tag}>{''.join(rows)}</{tag}>" for tag, rows in parts) + "</Project>"


def write(folder: Path, text: str | bytes, name: str = "plan.xml") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path
