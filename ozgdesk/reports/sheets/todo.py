"""The lists to hand out: what each person of a municipality has to do, to tick off and to answer.

A person's list stays on one page where it fits; only one that fills more than two thirds of it is split
before a third of the page above stays empty. Its head names the person on every page. One person alone is
printed with a filter (person:…).
"""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.present.task_query_cards import chosen_tasks
from ozgdesk.present.todo import TodoGroup, TodoItem, TodoMunicipality, TodoPerson, groups, todo
from ozgdesk.reports import look
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_municipality,
    filter_note,
    page_setup,
)

_MOST_EMPTY = 1 / 3  # of a page
_NOTHING = "Es ist nichts offen: keine Aufgabe, keine Zuarbeit, keine Wiedervorlage."


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the lists; every municipality begins a page of its own, so that it can be handed out."""
    del detail
    chosen = chosen_municipality(view, options)
    lists = todo(view, chosen_tasks(view, options.tasks))
    if chosen is not None:
        lists = tuple(found for found in lists if found.tag.id == chosen.id)
    setup = page_setup(view, options, SHEET.title, "Offene Aufgaben, Zuarbeiten und Wiedervorlagen")
    return Composition(tuple(_story(view, lists, filter_note(view, options))), setup)


def _story(view: View, lists: tuple[TodoMunicipality, ...], note: str) -> Iterator[look.Element]:
    if note:
        yield look.paragraph(note)
    if not lists:
        yield look.paragraph("Nichts davon ist offen." if note else _NOTHING)
    for place, found in enumerate(lists):
        if place:
            yield look.page_break()
        yield from _municipality(view, found)


def _municipality(view: View, found: TodoMunicipality) -> Iterator[look.Element]:
    tag = found.tag
    yield look.heading(f"{tag.name} ({tag.code})" if tag.id else "Ohne Kommune")
    spans = groups(found.items, view.as_of)
    yield look.paragraph(" · ".join(f"{group.title}: {formats.number(len(group.items))}" for group in spans))
    if tag.id:
        whom = next((f" ({row.name})" for row in view.municipalities if row.is_coordinating), "")
        yield look.fill_in(("Rückmeldung bis", 1), (f"an die Koordination{whom}", 1.4))
    for person in found.persons:
        yield look.keep_together(*_person(view, person, tag), most_empty=_MOST_EMPTY)


def _person(view: View, person: TodoPerson, tag: MunicipalityTag) -> Iterator[look.Element]:
    """The list of one person; the code is for the page on which the municipality is not named."""
    function = f", {person.function}" if person.function else ""
    yield look.heading(f"{person.name}{function}" + (f" ({tag.code})" if tag.code else ""), 3)
    yield look.table(
        ("Fertig", "Nr.", f"Was zu tun ist · {person.name}", "Termin", "Bemerkung"),
        [row for group in groups(person.items, view.as_of) for row in _group(group)],
        widths=(13, 14, 76, 26, 36),
        header=2,
        zebra=False,
    )


def _group(group: TodoGroup) -> Iterator[look.TableRow]:
    yield look.group_row(f"{group.title} ({formats.number(len(group.items))})")
    for item in group.items:
        yield look.tick_box(), item.number, _what(item), _when(item, is_late=group.is_late), ""


def _what(item: TodoItem) -> look.Text:
    stand_in = [f"\n{item.stand_in}"] if item.stand_in else []
    return [item.name, look.muted(f"\n{item.kind}"), *stand_in]


def _when(item: TodoItem, *, is_late: bool) -> look.Text:
    if item.due_on is None:
        return "offen"
    return look.strong(f"überfällig seit {formats.day(item.due_on)}") if is_late else formats.day(item.due_on)


SHEET = Sheet(
    key="todo",
    title="Aufgabenlisten",
    description="Zum Verteilen: was jede Person zu tun hat, nach Terminen, zum Abhaken und Zurückmelden.",
    build=build,
    is_internal=True,
    lists_tasks=True,
)
