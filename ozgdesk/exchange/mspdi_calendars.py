"""The calendars of a plan for MS Project: one of the cooperation, one for each municipality with closures."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from ozgdesk.exchange.plan_extract import DaysOff, PlanExtract
from ozgdesk.exchange.xml_writing import add, add_all

_WEEK = range(1, 8)
"""Sunday to Saturday."""

_WORKDAYS = range(2, 7)
_TIMES = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
_COMMON = "1"


def own_calendars(plan: PlanExtract) -> Mapping[str, str]:
    """The numbers of the calendars that municipalities have of their own, by municipality id."""
    own = [town.id for town in plan.view.municipalities if town.id in plan.calendars.own]
    return {id_: str(number) for number, id_ in enumerate(own, start=2)}


def add_calendars(parent: ET.Element, plan: PlanExtract, own: Mapping[str, str]) -> None:
    """All calendars with their days off up to two years after the plan."""
    _add(parent, _COMMON, "Zusammenarbeit", plan, None)
    for town in plan.view.municipalities:
        if town.id in own:
            _add(parent, own[town.id], town.name, plan, town.id)


def _add(parent: ET.Element, uid: str, name: str, plan: PlanExtract, municipality_id: str | None) -> None:
    calendar = add(parent, "Calendar")
    add_all(calendar, {"UID": uid, "Name": name, "IsBaseCalendar": "1", "BaseCalendarUID": "-1"})
    week = add(calendar, "WeekDays")
    for day in _WEEK:
        _add_weekday(add(week, "WeekDay"), day)
    days_off = list(plan.days_off(municipality_id))
    for found in days_off:  # once as MS Project 2003 reads it, once as later ones do
        element = add(week, "WeekDay")
        add_all(element, {"DayType": "0", "DayWorking": "0"})
        _add_period(element, found)
    if not days_off:
        return
    exceptions = add(calendar, "Exceptions")
    for found in days_off:
        element = add(exceptions, "Exception")
        add(element, "EnteredByOccurrences", "0")
        _add_period(element, found)
        count = (found.last - found.first).days + 1
        add_all(element, {"Occurrences": str(count), "Name": found.name, "Type": "1", "DayWorking": "0"})


def _add_weekday(element: ET.Element, day: int) -> None:
    is_working = day in _WORKDAYS
    add_all(element, {"DayType": str(day), "DayWorking": "1" if is_working else "0"})
    if is_working:
        times = add(element, "WorkingTimes")
        for begin, end in _TIMES:
            add_all(add(times, "WorkingTime"), {"FromTime": begin, "ToTime": end})


def _add_period(element: ET.Element, found: DaysOff) -> None:
    days = {"FromDate": f"{found.first.isoformat()}T00:00:00", "ToDate": f"{found.last.isoformat()}T23:59:00"}
    add_all(add(element, "TimePeriod"), days)
