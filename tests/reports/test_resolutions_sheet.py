"""The Umsetzungsstand der Beschlüsse, read back from its PDF."""

from dataclasses import replace
from datetime import date

from ozgdesk.commands.resolution_tasks import NewTask, carry_out
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.sheet import SheetOptions
from tests.domain.agreement_rows import GLA, USI, agreement_rows, changed, station_id
from tests.helpers import TODAY, cooperation, id_of, transaction
from tests.reports.test_comments_sheet import words

OPTIONS = SheetOptions(printed_on=TODAY)


def view(**values: object) -> View:
    """Glashütten has a task with a person that leads it; fields of its station can be changed."""
    rows = changed(agreement_rows(), station_id(GLA), votes_yes=21, votes_no=0, **values)
    rows.append(Person(id=id_of(800), name="Erika Muster", municipality_id=GLA))
    tx = transaction([cooperation(), *rows])
    (task,) = carry_out(station_id(GLA), [NewTask("Unterzeichnen", GLA, date(2026, 11, 2))])(tx)
    part = tx.having(Assignment, "task_id", task.id)[0]
    tx.update(Assignment, part.id, person_id=id_of(800))
    return View(tx.snapshot(), TODAY)


def text_of(found: View, options: SheetOptions = OPTIONS) -> str:
    return words(make_sheet("resolutions", found, options))


def test_every_body_is_told_with_tasks_state_and_proof_but_no_person() -> None:
    text = text_of(view(conditions="Kosten gedeckelt", conditions_met=True))
    assert "Vertretung (GLA)" in text
    assert "einstimmig beschlossen, Ja 21, Nein 0" in text
    assert "Unterzeichnen, Federführung GLA: geplant, fällig 02.11.2026, überfällig" in text
    assert "Maßgabe: Kosten gedeckelt" in text
    assert "Vertretung (USI)" in text
    assert "wirksam seit 10.03.2026" in text
    assert "Muster" not in text


def test_closed_sessions_stay_away_unless_they_are_asked_for() -> None:
    found = view(is_public=False)
    text = text_of(found)
    assert "Vertretung (GLA)" not in text
    assert "Nicht aufgeführt: 1 Beschluss aus nichtöffentlicher Sitzung." in text
    text = text_of(found, replace(OPTIONS, with_closed=True))
    assert "Vertretung (GLA)" in text
    assert "nicht zur Veröffentlichung" in text


def test_one_municipality_gets_its_own_and_none_is_said() -> None:
    text = text_of(view(), replace(OPTIONS, municipality_id=USI))
    assert "Vertretung (USI)" in text
    assert "Vertretung (GLA)" not in text
    tx = transaction([cooperation(), *agreement_rows()])
    for row in tx.all(Consultation):
        tx.delete(Consultation, row.id)
    assert "kein Beschluss erfasst" in text_of(View(tx.snapshot(), TODAY))
