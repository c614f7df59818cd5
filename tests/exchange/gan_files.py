"""Small plans of GanttProject, written by hand for tests."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

WEEK = '<default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>'


def element(tag: str, *inner: str, **attributes: object) -> str:
    """An element with attributes; an underscore stands for a hyphen."""
    given = "".join(f" {name.replace('_', '-')}={quoteattr(str(v))}" for name, v in attributes.items())
    return f"<{tag}{given}>{''.join(inner)}</{tag}>"


def depend(successor: object, kind: int = 2, days: int = 0, hardness: str = "Strong") -> str:
    """A successor; 1 is SS, 2 FS, 3 FF, 4 SF."""
    return element("depend", id=successor, type=kind, difference=days, hardness=hardness)


def task(
    uid: object, name: str = "", *inner: str, start: str = "2027-01-11", days: object = 1, **more: object
) -> str:
    """A task of a day on Monday, 11 January 2027."""
    given = {"meeting": "false", "start": start, "duration": days, "complete": 0, **more}
    return element("task", *inner, id=uid, name=name or f"Vorgang {uid}", **given)


def day_off(month: int, day: int, name: str = "", year: object = "", kind: str = "HOLIDAY") -> str:
    """A day in one year, or in all."""
    return element("date", f"<![CDATA[{name}]]>", year=year, month=month, date=day, type=kind)


def plan(
    tasks: Iterable[str] = (),
    *,
    days: Iterable[str] = (),
    week: str = WEEK,
    all_days: bool = False,
    columns: Iterable[str] = (),
    others: Iterable[str] = (),
    **project: object,
) -> str:
    """A whole plan, known by its name; `all_days`: weekends are only drawn."""
    shown = element("only-show-weekends", value=str(all_days).lower())
    calendars = element("calendars", element("day-types", week, shown), *days)
    rows = element("tasks", element("taskproperties", *columns), *tasks)
    body = element("project", calendars, rows, *others, **{"name": "Plan", "version": "3.3.3316", **project})
    return f'<?xml version="1.0" encoding="UTF-8"?>{body}'
