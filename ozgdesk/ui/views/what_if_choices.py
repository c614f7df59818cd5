"""Who may join an agreement or give notice: of the project, and all of Hessen from the master data."""

from datetime import date

from ozgdesk.commands import accession, master_data
from ozgdesk.domain.agreements import AgreementParty
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.what_if import PartyChange
from ozgdesk.present.choices import Choice

_FROM_MASTER_DATA = "ags:"


def who_may(view: View, agreement_id: str, change: PartyChange) -> list[Choice]:
    """Who can join: of the project, then all of Hessen. Who can leave: the parties."""
    bound = {
        row.municipality_id: row.joined_on
        for row in view.snapshot.all(AgreementParty)
        if row.agreement_id == agreement_id
    }
    if change is PartyChange.LEAVES:
        return [_choice(town) for town in view.municipalities if town.id in bound]
    free = [
        town
        for town in view.municipalities
        if town.id not in bound or (bound[town.id] or date.min) > view.as_of
    ]
    known = {town.ags for town in view.municipalities if town.ags}
    others = ((ags, name) for ags, name in master_data.names().items() if ags not in known)
    return [*map(_choice, free), *(Choice(f"{_FROM_MASTER_DATA}{ags}", name) for ags, name in others)]


def chosen_town(snapshot: Snapshot, key: str, on: date) -> Municipality | None:
    """The municipality of a choice, as it would join on a day where the project does not have it yet."""
    if key.startswith(_FROM_MASTER_DATA):
        return accession.newcomer(snapshot, key.removeprefix(_FROM_MASTER_DATA), on)
    return snapshot.find(Municipality, key)


def key_of(snapshot: Snapshot, town: Municipality) -> str:
    """The key under which a municipality is offered."""
    return town.id if snapshot.find(Municipality, town.id) else f"{_FROM_MASTER_DATA}{town.ags}"


def _choice(town: Municipality) -> Choice:
    return Choice(town.id, f"{town.code} {town.name}")
