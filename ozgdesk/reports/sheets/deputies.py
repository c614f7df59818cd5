"""The Vertretungsplan: by week who is away, who stands in, and what falls due in that time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.domain.people import Person
from ozgdesk.domain.view import View
from ozgdesk.present.deputies import NO_DEPUTY, AwayRow, DeputyPlan, DeputyWeek, deputy_plan, monday
from ozgdesk.reports import look
from ozgdesk.reports.sheet import (
    Composition,
    NotPrintable,
    Sheet,
    SheetOptions,
    chosen_days,
    chosen_municipality,
    page_setup,
)

_MOST_WEEKS = 53
_SUNDAY = timedelta(days=6)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the plan; for one municipality its own persons. NotPrintable when the days make no plan."""
    del detail
    chosen = chosen_municipality(view, options)
    plan = deputy_plan(view, *_days_of(view, options), chosen.id if chosen else None)
    whose = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    first, last = plan.weeks[0].start, plan.weeks[-1].start
    time = f"{formats.week(first)} bis {formats.week(last)}" if first != last else formats.week(first)
    setup = page_setup(view, options, "Vertretungsplan", f"{whose} · {time}")
    return Composition(tuple(_story(plan, has_persons=bool(view.snapshot.all(Person)))), setup)


def _days_of(view: View, options: SheetOptions) -> tuple[date, date | None]:
    first_on, last_on = chosen_days(options)
    start = first_on or view.as_of
    weeks = 1 if last_on is None else (last_on - monday(start)).days // 7 + 1
    if weeks < 1:
        raise NotPrintable("Der Zeitraum endet vor seinem Anfang; bitte wählen Sie einen anderen.")
    if weeks > _MOST_WEEKS:
        raise NotPrintable(
            f"Der Vertretungsplan zeigt höchstens {_MOST_WEEKS} Wochen; "
            "bitte wählen Sie einen kürzeren Zeitraum."
        )
    return start, last_on


def _story(plan: DeputyPlan, *, has_persons: bool) -> Iterator[look.Element]:
    if plan.is_empty:
        yield look.paragraph("In diesen Wochen ist keine Abwesenheit eingetragen.")
        if not has_persons:
            yield look.paragraph("Es sind noch keine Ansprechpersonen erfasst.", "note")
        return
    if plan.gaps:
        yield look.heading("Lücken")
        yield look.bullet_list(_gap(row) for row in plan.gaps)
    yield look.heading("Woche für Woche")
    yield look.table(
        ("Wer", "Abwesend", "Vertretung", "In dieser Zeit fällig"),
        [row for weeks in _runs(plan.weeks) for row in _rows(weeks)],
        widths=(28, 14, 26, 32),
        header=0,
    )


def _gap(row: AwayRow) -> look.Text:
    when = formats.period(row.from_on, row.until_on)
    due = f", {formats.count(len(row.due), 'Termin', 'Termine')} in dieser Zeit" if row.due else ""
    return [f"{_who(row)}, {when}: ", *_marked(row.gap), due]


def _marked(gap: str) -> list[str | look.Span]:
    """A gap with the words that count set off."""
    return [look.strong(NO_DEPUTY), gap.removeprefix(NO_DEPUTY)]


def _who(row: AwayRow) -> str:
    code = row.municipality.code
    return f"{row.person} ({code})" if code else row.person


def _runs(weeks: Sequence[DeputyWeek]) -> Iterator[Sequence[DeputyWeek]]:
    """The weeks one by one, but those in which nobody is away together."""
    quiet: list[DeputyWeek] = []
    for week in weeks:
        if not week.rows:
            quiet.append(week)
            continue
        if quiet:
            yield quiet
            quiet = []
        yield [week]
    if quiet:
        yield quiet


def _rows(weeks: Sequence[DeputyWeek]) -> Iterator[look.TableRow]:
    first, last = weeks[0], weeks[-1]
    named = formats.week(first.start) + (f" bis {formats.week(last.start)}" if last is not first else "")
    days = f"{formats.short_day(first.start)} – {formats.day(last.start + _SUNDAY)}"
    nobody = "" if first.rows else ": niemand abwesend"
    yield look.group_row(f"{named}, {days}{nobody}")
    for row in first.rows:
        yield (_who(row), _days(row), _deputy(row), _due(row))


def _days(row: AwayRow) -> str:
    first, last = formats.short_day(row.from_on), formats.short_day(row.until_on)
    return first if first == last else f"{first} – {last}"


def _deputy(row: AwayRow) -> look.Cell:
    return _marked(row.gap) if row.gap else row.deputy


def _due(row: AwayRow) -> look.Cell:
    items = [f"{formats.short_day(item.due_on)} {item.what}: {item.text}" for item in row.due]
    return "\n".join(items) or look.muted("nichts")


SHEET = Sheet(
    key="deputies",
    title="Vertretungsplan",
    description="Wer in welcher Woche abwesend ist, wer vertritt und was dann fällig wird; ohne Gründe.",
    build=build,
    is_internal=True,
    has_days=True,
)
