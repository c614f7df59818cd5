"""The collected departures from an agreement read as the draft of its amendment."""

from datetime import date

from ozgdesk.domain.agreements import Agreement, Deviation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.present.deviations import deviation_rows
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

AGREEMENT = Agreement(id=id_of(100), title="ÖRV", order="m")
WORK = task(17, "Vergabewesen")
OPEN = task(2, "Bücherei")


def departed(task_id: str, agreed_id: str | None, annex: str) -> Deviation:
    return Deviation(
        id=id_of(int(task_id) + 900),
        agreement_id=AGREEMENT.id,
        task_id=task_id,
        agreed_id=agreed_id,
        annex=annex,
        since=date(2026, 12, 4),
    )


def test_each_row_says_who_leads_by_the_annex_and_who_since_when() -> None:
    rows = [WORK, lead(WORK, 2), OPEN, AGREEMENT]
    rows += [departed(WORK.id, id_of(1), "Anlage 1"), departed(OPEN.id, id_of(3), "")]
    found = deviation_rows(View(Snapshot.of([*four_municipalities(), *rows]), TODAY), AGREEMENT.id)
    assert [row.text for row in found] == [
        "A-002 Bücherei: laut Vereinbarung Glashütten, seit 04.12.2026 niemand",
        "A-017 Vergabewesen: laut Anlage 1 Usingen, seit 04.12.2026 Neu-Anspach",
    ]
    assert found[0].now is None
    assert deviation_rows(View(Snapshot.of(four_municipalities()), TODAY), AGREEMENT.id) == ()
