"""The register of forms: one for every entity."""

from ozgdesk.domain.entity import Entity
from ozgdesk.present import forms_agreements, forms_councils, forms_parties, forms_plan, forms_steering
from ozgdesk.present.forms import FormSpec

FORMS: dict[type[Entity], FormSpec] = {
    spec.kind: spec
    for area in (forms_parties, forms_councils, forms_agreements, forms_plan, forms_steering)
    for spec in area.FORMS
}
