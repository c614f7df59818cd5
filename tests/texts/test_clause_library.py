import re

import pytest

from ozgdesk.domain.clause_parts import Part, fitted
from ozgdesk.domain.clauses import FIELDS
from ozgdesk.domain.skeleton import SkeletonChoices
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, CostKey, LegalForm
from ozgdesk.texts.clause_library import Template, pointers, resolved, supplied_template, supplied_templates
from ozgdesk.texts.law import rule
from ozgdesk.texts.markup_marks import is_heading

TEMPLATES = supplied_templates()
IDS = [template.id for template in TEMPLATES]


def texts(parts: tuple[Part, ...]) -> list[str]:
    return [text for part in parts for text in (part.heading, part.text, *texts(part.children))]


@pytest.mark.parametrize("template", TEMPLATES, ids=IDS)
def test_a_template_is_one_whole_part_with_a_heading_and_fits_the_levels(template: Template) -> None:
    (part,) = template.parts
    assert fitted((part,), None) == (part,)
    assert part.kind is ClauseKind.FORMULA or is_heading(part.heading)
    assert part.text or part.children


@pytest.mark.parametrize("template", TEMPLATES, ids=IDS)
def test_a_template_uses_only_known_fields_topics_and_rules(template: Template) -> None:
    for name, value in re.findall(r"\{(\w+):(\w+)\}", template.text):
        known = {"field": FIELDS, "topic": list(ClauseTopic), "annex": list(ClauseTopic)}[name]
        assert value in known
    assert all(rule(id_) for id_ in template.rules)
    assert template.topic is not ClauseTopic.NOT_STATED


@pytest.mark.parametrize("template", TEMPLATES, ids=IDS)
def test_a_template_says_when_to_use_it_where_the_idea_is_from_and_of_when_the_law_is(
    template: Template,
) -> None:
    assert template.note.endswith(".")
    assert template.source
    assert template.law_as_of


@pytest.mark.parametrize("template", TEMPLATES, ids=IDS)
def test_what_rests_on_unverified_law_asks_to_be_checked(template: Template) -> None:
    unverified = [id_ for id_ in template.rules if not getattr(rule(id_), "is_verified", True)]
    assert not unverified or "bitte prüfen" in template.note, unverified


@pytest.mark.parametrize("template", TEMPLATES, ids=IDS)
def test_a_template_keeps_to_german_typography(template: Template) -> None:
    spoken = f"{template.name}\n{template.note}\n{template.source}\n{template.text}"
    assert not re.search(r"§ |Abs\. \d|Artikel \d|\bS\. \d|\d €", spoken)
    assert not re.search(r"[\"'`]|\.\.\.| - |  ", spoken)
    assert spoken.count("„") == spoken.count("“")


@pytest.mark.parametrize("template", TEMPLATES, ids=IDS)
def test_every_sentence_of_a_template_ends_as_one(template: Template) -> None:
    (part,) = template.parts
    for child in part.children:
        last = child.children[-1].text if child.children else child.text
        assert last.endswith((".", "}")), last


def test_ids_are_unique_and_alternatives_are_about_the_same_topic() -> None:
    assert len(set(IDS)) == len(IDS)
    topics: dict[str, set[ClauseTopic]] = {}
    for template in TEMPLATES:
        topics.setdefault(template.choice, set()).add(template.topic)
    assert all(len(found) == 1 for found in topics.values())


def test_there_is_a_clause_for_every_topic() -> None:
    covered = {template.topic for template in TEMPLATES}
    assert covered == set(ClauseTopic) - {ClauseTopic.NOT_STATED}


@pytest.mark.parametrize("form", [LegalForm.MANDATE, LegalForm.DELEGATION, LegalForm.NOT_STATED])
@pytest.mark.parametrize("years", [None, 5, 12])
def test_a_skeleton_takes_one_of_each_choice_and_leaves_no_topic_open(
    form: LegalForm, years: int | None
) -> None:
    for key in (CostKey.EQUAL, CostKey.POPULATION, CostKey.FIXED):
        choices = SkeletonChoices(form=form, cost_key=key, years=years, months=None, is_open=years is None)
        found = [supplied_template(id_) for id_ in choices.template_ids()]
        assert len({template.choice for template in found}) == len(found)
        assert ("notice-cause" in choices.template_ids()) is (years == 5)
        covered = {(t.topic, part.kind is ClauseKind.ANNEX) for t in found for part in t.parts}
        assert {target for template in found for target in pointers(template.text)} <= covered


def test_a_pointer_is_replaced_and_an_unknown_one_stays_words() -> None:
    text = "Nach {topic:term}, {annex:tasks} und {topic:nonsense}."
    assert resolved(text, lambda topic, is_annex: f"<{topic}{' Anlage' if is_annex else ''}>") == (
        "Nach <term>, <tasks Anlage> und {topic:nonsense}."
    )
