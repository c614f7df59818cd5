"""After „geändert beschlossen“: the new version opens where it is to be edited."""

from ozgdesk.commands.council_changes import NewText
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.present.agreement_text import enumerated
from ozgdesk.present.text_changes import place_to_edit
from ozgdesk.texts.councils import DECIDE_AGAIN, PLACES_NAMED, TEXT_TO_EDIT
from ozgdesk.ui.desk import Desk, Subject


def open_new_text(desk: Desk, station_id: str, made: NewText) -> None:
    """Show the version at the part that the resolution names, and say who has to decide again."""
    version = made.version
    if version is None:
        return
    place = place_to_edit(desk.view, station_id, version.id)
    desk.look_at_agreement(version.agreement_id, version.id)
    desk.go("agreement-text", Subject(Clause, place.clause_id) if place is not None else None)
    said = [TEXT_TO_EDIT.format(name=version.name)]
    if place is not None and place.told:
        said.append(PLACES_NAMED.format(places=enumerated(list(place.told))))
    towns = [desk.snapshot.get(Municipality, paper.municipality_id).name for paper in made.supplements]
    if towns:
        said.append(DECIDE_AGAIN.format(towns=enumerated(towns)))
    desk.tell(" ".join(said))
