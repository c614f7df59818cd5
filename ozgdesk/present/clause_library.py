"""The library of clauses as it is shown: what can be inserted, how it reads, what a draft will contain."""

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clause_parts import Part
from ozgdesk.domain.clauses import Placeholder, tokens
from ozgdesk.domain.drafting import ClauseTemplate
from ozgdesk.domain.effect import parties_of
from ozgdesk.domain.procedure import contractual_tasks
from ozgdesk.domain.skeleton import SkeletonChoices
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, LegalForm
from ozgdesk.texts.clause_library import (
    OWN,
    Template,
    resolved,
    supplied_template,
    supplied_templates,
    topic_rank,
)
from ozgdesk.texts.clause_markup import as_text
from ozgdesk.texts.clauses import FIELD_NAMES, NO_BREAK
from ozgdesk.texts.labels import label
from ozgdesk.texts.law import CHECK, rule

WITHOUT_TOPIC = "Weitere"


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A clause that can be inserted, the words of its topic and what is searched in."""

    template: Template
    topic: str
    searched: str

    @property
    def title(self) -> str:
        """Its name, marked when the project wrote it itself."""
        return f"{self.template.name} ({OWN})" if self.template.is_own else self.template.name


def library_rows(view: View) -> tuple[LibraryRow, ...]:
    """All clauses by topic, the supplied ones before the own ones."""
    own = sorted(view.snapshot.all(ClauseTemplate), key=lambda row: (row.order, row.id))
    found = [*supplied_templates(), *(own_template(row) for row in own)]
    found.sort(key=lambda template: topic_rank(template.topic))
    return tuple(_row(template) for template in found)


def own_template(row: ClauseTemplate) -> Template:
    """A clause of the project as one of the library."""
    return Template(
        row.id,
        row.topic,
        row.name,
        row.text,
        note=row.note,
        source=row.source,
        law_as_of=row.law_as_of,
        is_own=True,
    )


def matching(rows: Sequence[LibraryRow], typed: str) -> tuple[LibraryRow, ...]:
    """The rows that contain every word that is typed."""
    words = typed.casefold().split()
    return tuple(row for row in rows if all(word in row.searched for word in words))


def preview_text(template: Template) -> str:
    """How a clause reads before it is inserted: topics and placeholders by name."""
    text = resolved(as_text(template.parts), _pointed)
    return "".join(
        f"‹{FIELD_NAMES[token.name]}›" if isinstance(token, Placeholder) else getattr(token, "text", "")
        for token in tokens(text)
    ).replace("\u2028", "\n")


def law_lines(template: Template) -> tuple[str, ...]:
    """The rules a clause answers, with their norm; unverified ones ask to be checked."""
    found = (rule(id_) for id_ in template.rules)
    return tuple(f"{law.norm}: {law.text}{'' if law.is_verified else f' ({CHECK})'}" for law in found if law)


def alternatives(template: Template) -> tuple[str, ...]:
    """The names of the supplied clauses that exclude this one."""
    return tuple(
        other.name
        for other in supplied_templates()
        if template.choice and other.choice == template.choice and other.id != template.id
    )


def draft_outline(choices: SkeletonChoices) -> tuple[str, ...]:
    """The headings of a draft with their numbers, as it will be written."""
    counts: dict[ClauseKind, int] = {}
    lines = []
    for id_ in choices.template_ids():
        for part in supplied_template(id_).parts:
            counts[part.kind] = counts.get(part.kind, 0) + 1
            lines.append(_outline_line(part, counts[part.kind]))
    return tuple(lines)


def legal_forms(view: View, agreement_id: str = "") -> tuple[LegalForm, ...]:
    """The legal forms of the Vertragsaufgaben, of an agreement or of all municipalities."""
    found = view.municipalities
    if agreement_id:
        found, _ = parties_of(view.snapshot, agreement_id, view.as_of)
    return tuple(task.legal_form for task in contractual_tasks(view.snapshot, found))


def likely_form(forms: Sequence[LegalForm]) -> LegalForm:
    """The one legal form that is stated, where it is the same everywhere; nothing is guessed."""
    stated = set(forms) - {LegalForm.NOT_STATED}
    one = stated.pop() if len(stated) == 1 else LegalForm.NOT_STATED
    return one if one in (LegalForm.MANDATE, LegalForm.DELEGATION) else LegalForm.NOT_STATED


def empty_draft(view: View, agreement: Agreement) -> AgreementVersion | None:
    """A version of the agreement that may be changed and has no text yet."""
    written = {row.version_id for row in view.snapshot.all(Clause)}
    for row in view.snapshot.all(AgreementVersion):
        if row.agreement_id == agreement.id and row.frozen_on is None and row.id not in written:
            return row
    return None


def _row(template: Template) -> LibraryRow:
    is_open = template.topic is ClauseTopic.NOT_STATED
    topic = WITHOUT_TOPIC if is_open else label(template.topic)
    words = " ".join(
        (topic, template.name, template.note, template.text, f"({OWN})" if template.is_own else "")
    )
    return LibraryRow(template, topic, words.casefold())


def _pointed(topic: ClauseTopic, is_annex: bool) -> str:
    sign = "Anlage" if is_annex else "§"
    return f"{sign}{NO_BREAK}… ({label(topic)})"


def _outline_line(part: Part, number: int) -> str:
    if part.kind is ClauseKind.CLAUSE:
        return f"§{NO_BREAK}{number}  {part.heading}"
    if part.kind is ClauseKind.ANNEX:
        return f"{label(part.kind)}{NO_BREAK}{number}  {part.heading}"
    return part.heading or label(part.kind)
