"""The rows of a council information system: one for each paper and calendar, with what needs a look."""

from datetime import date
from pathlib import Path
from typing import Any

from ozgdesk.commands.paper_import import plan_papers
from ozgdesk.domain.change_set import ChangeSet
from ozgdesk.domain.incoming_papers import PaperChoice, calendars_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.exchange.oparl_reading import read
from ozgdesk.present.paper_preview import PaperPreview, paper_preview
from tests.exchange.oparl_files import USUAL, Row, item, meeting, pages, paper, station, url, write
from tests.helpers import TODAY, cooperation, four_municipalities, id_of

MORE: tuple[Row, ...] = (
    meeting(7, "2026-12-01T18:00:00+01:00"),
    paper(2, station(71, 7), date="2026-09-01", name="Neuere"),
    {"id": "https://ris.example.org/x", "type": "https://schema.oparl.org/2.0/Paper"},
)


def compared(folder: Path, snapshot: Snapshot, former: Any, *rows: Row) -> tuple[PaperPreview, ChangeSet]:
    incoming = read(write(folder, pages(*rows)))
    choice = PaperChoice({url("body", 1): id_of(1)}, None, calendars_of(incoming, None))
    found = plan_papers(snapshot, incoming, choice, today=TODAY, former=former)
    return paper_preview(incoming, found), found


def written(found: ChangeSet) -> dict[Any, Any]:
    """What the journal tells about these changes once they were written."""
    return {
        (change.kind, change.id): {name: getattr(change.after, name) for name in change.kind.model_fields}
        for change in found.changes
    }


def test_papers_stand_first_the_newest_on_top_then_calendars_then_notes(tmp_path: Path) -> None:
    snapshot = Snapshot.of([cooperation(), *four_municipalities()])
    preview, _ = compared(tmp_path, snapshot, {}, *USUAL, *MORE)
    assert [(row.kind, row.number or row.name, row.way) for row in preview.rows] == [
        ("paper", "2/2026", "StVV"),
        ("paper", "1/2026", "HFA → StVV"),
        ("calendar", "Haupt- und Finanzausschuss", "1\u00a0Sitzung"),
        ("calendar", "Stadtverordnetenversammlung", "2\u00a0Sitzungen"),
        ("note", "Einträge einer anderen Version als OParl 1 (1)", ""),
    ]
    assert [row.dated_on for row in preview.rows][:2] == [date(2026, 9, 1), date(2026, 5, 1)]
    assert [(row.fate, row.may_be_taken, row.is_taken) for row in preview.rows] == [
        *[("new", True, False)] * 4,
        ("not_carried", False, False),
    ]


def test_what_is_here_and_changed_there_is_ticked_and_says_what(tmp_path: Path) -> None:
    snapshot = Snapshot.of([cooperation(), *four_municipalities()])
    _, first = compared(tmp_path, snapshot, {}, *USUAL)
    here, former = snapshot.after(first.changes), written(first)
    same, _ = compared(tmp_path, here, former, *USUAL)
    assert {(row.fate, row.may_be_taken) for row in same.rows} == {("skipped", False)}
    way = USUAL[-1]["consultation"]
    rows = [*USUAL[:-1], paper(1, *way, station(99, 2, (2,)), name="Umbenannt")]
    rows[3] = meeting(2, "2026-06-11T19:00:00+02:00", (2,), [item(21, "vertagt")])
    preview, _ = compared(tmp_path, here, former, *rows)
    changed, calendar, untouched = preview.rows
    assert [(row.fate, row.is_taken) for row in preview.rows] == [
        ("changed", True),
        ("changed", True),
        ("skipped", False),
    ]
    assert changed.reasons[0] == "1/2026 Umbenannt: In der Datei geändert: Titel"
    assert calendar.reasons == ("HFA, 11.06.2026: In der Datei geändert: Sitzungstag",)
    assert untouched.reasons == ()
