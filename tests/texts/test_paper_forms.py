"""The supplied forms say only what can be printed, and where they were read."""

import pytest

from ozgdesk.domain.councils import PaperForm
from ozgdesk.domain.paper_forms import TEXT_SECTIONS, HeadKey, SectionKey, StationKey, layout_of
from ozgdesk.texts.paper_forms import PARTS, SuppliedForm, supplied_form, supplied_forms
from tests.helpers import id_of


@pytest.mark.parametrize("form", supplied_forms(), ids=lambda form: form.id)
def test_every_line_of_a_supplied_form_is_known(form: SuppliedForm) -> None:
    layout = layout_of(PaperForm(id=id_of(1), municipality_id=id_of(2), **form.fields))
    assert layout.unknown == ()
    assert layout.head
    assert layout.stations
    assert form.source
    assert form.stand in form.fields["source"]


@pytest.mark.parametrize("form", supplied_forms(), ids=lambda form: form.id)
def test_every_form_prints_title_way_resolution_explanation_enclosures_and_signature_once(
    form: SuppliedForm,
) -> None:
    layout = layout_of(PaperForm(id=id_of(1), municipality_id=id_of(2), **form.fields))
    keys = [line.key for line in layout.sections]
    assert len(keys) == len(set(keys))
    has_title = SectionKey.TITLE in keys or HeadKey.TITLE in [line.key for line in layout.head]
    assert has_title
    assert {*TEXT_SECTIONS, SectionKey.STATIONS, SectionKey.SIGNATURE} - {*keys} <= {SectionKey.FINANCIAL}


def test_the_order_of_the_sections_is_that_of_the_papers_they_were_read_from() -> None:
    def headings(name: str) -> list[str]:
        form = PaperForm(id=id_of(1), municipality_id=id_of(2), **supplied_form(name).fields)
        return [line.heading for line in layout_of(form).sections if line.heading]

    assert headings("glashuetten") == ["Beschlussvorschlag:", "Erläuterungen:", "Anlage(n):"]
    assert headings("neu-anspach") == ["Sachdarstellung:", "Beschlussvorschlag:", "Anlagen"]
    assert headings("marburg")[1:3] == ["Beschlussvorschlag:", "Sachverhalt:"]


def test_every_part_of_a_form_has_a_name() -> None:
    assert set(PARTS) == {*HeadKey, *StationKey, *SectionKey}
