"""The forms of the cooperation, its parties, persons, shared offices, grants and savings."""

from ozgdesk.domain.cooperation import (
    Cooperation,
    Grant,
    GrantMember,
    Municipality,
    Saving,
    SavingMember,
    SharedOffice,
    SharedOfficeMember,
)
from ozgdesk.domain.councils import Committee, CouncilPaper, Matter, OfficeHolder, PaperForm
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.steering import Assessment, Document, FollowUp
from ozgdesk.domain.tasks import BoardLimit, Closure
from ozgdesk.present.forms import form

FORMS = (
    form(
        Cooperation,
        (
            ("", "name short_name description source"),
            ("Arbeitsfreie Tage", "christmas_eve_is_free new_years_eve_is_free"),
            ("+Auslastung", "load_share has_load_per_person"),
            ("+Schwellen der Ampel Termine", "yellow_slip_days red_slip_days"),
        ),
        ((Closure, "municipality_id"), (BoardLimit, "municipality_id"), (FollowUp, ""), (Document, "")),
        may_be_created=False,
    ),
    form(
        Municipality,
        (
            ("", "code name kind color is_coordinating has_lord_mayor"),
            ("Beteiligung", "party_from party_until load_percent"),
            ("Stammdaten", "ags population population_on district region source"),
            ("+Schriftverkehr", "postal_address publication_organ crest_id"),
        ),
        (
            (PaperForm, "municipality_id"),
            (Committee, "municipality_id"),
            (OfficeHolder, "municipality_id"),
            (Person, "municipality_id"),
            (CouncilPaper, "municipality_id"),
            (Assessment, "municipality_id"),
            (Closure, "municipality_id"),
            (BoardLimit, "municipality_id"),
            (FollowUp, ""),
            (Document, ""),
        ),
    ),
    form(
        Person,
        (
            ("", "name function municipality_id form_of_address is_function"),
            ("Erreichbarkeit", "email phone"),
            ("", "left_on source"),
        ),
        (
            (Absence, "person_id"),
            (OfficeHolder, "person_id"),
            (FollowUp, ""),
            (FollowUp, "person_id"),
        ),
    ),
    form(Absence, (("", "person_id from_on until_on deputy_id"),)),
    form(
        SharedOffice,
        (("", "name field seat_id since source"),),
        ((SharedOfficeMember, "office_id", "municipality_id"), (FollowUp, ""), (Document, "")),
    ),
    form(SharedOfficeMember, (("", "office_id municipality_id"),)),
    form(
        Grant,
        (
            ("", "name programme state phase"),
            ("Betrag", "amount_cents is_ceiling"),
            ("Zeiten", "noted_on binding_until"),
            ("", "note source"),
        ),
        ((GrantMember, "grant_id", "municipality_id"), (Matter, "grant_id"), (FollowUp, ""), (Document, "")),
    ),
    form(GrantMember, (("", "grant_id municipality_id"),)),
    form(
        Saving,
        (
            ("", "name state phase"),
            ("Betrag", "amount_cents_per_year percent basis"),
            ("", "note source"),
        ),
        ((SavingMember, "saving_id", "municipality_id"), (FollowUp, ""), (Document, "")),
    ),
    form(SavingMember, (("", "saving_id municipality_id"),)),
)
