"""What a coordinator steers with, as rows: risks, decisions needed, grants, and a line on each agreement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Grant, GrantMember
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.people import Person
from ozgdesk.domain.steering import Decision, Risk
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Level
from ozgdesk.present.effect import effect_row
from ozgdesk.texts.labels import label

_WEIGHT = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}
_LONGEST_NAME = 20  # letters


@dataclass(frozen=True, slots=True)
class RiskRow:
    """An open risk with its measure; `responsible` names posts and codes, not staff."""

    risk_id: str
    title: str
    level: str
    measure: str
    responsible: str
    due_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision needed: who, by when."""

    decision_id: str
    question: str
    decided_by: str
    due_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class GrantRow:
    """Money: amount, state and circle."""

    grant_id: str
    name: str
    amount: str
    state: str
    circle: tuple[str, ...]
    binding_until: date | None


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """Whether an agreement is in force, in one line, and as a sentence what is missing where, or nothing."""

    agreement_id: str
    title: str
    headline: str
    missing: str
    is_in_force: bool


def risk_rows(view: View, municipality_id: str | None) -> tuple[RiskRow, ...]:
    """Open risks by weight; a municipality sees its own and those of the whole."""
    open_ = [
        risk
        for risk in view.snapshot.all(Risk)
        if (risk.closed_on is None or risk.closed_on > view.as_of)
        and (municipality_id is None or risk.municipality_id in (None, municipality_id))
    ]
    open_.sort(key=lambda risk: (-_WEIGHT[risk.probability] * _WEIGHT[risk.impact], risk.order, risk.id))
    return tuple(
        RiskRow(
            risk_id=risk.id,
            title=risk.title,
            level=f"{label(risk.probability)} / {label(risk.impact)}",
            measure=risk.measure,
            responsible=_responsible(view, risk.municipality_id, risk.person_id),
            due_on=risk.due_on,
            is_late=risk.due_on is not None and risk.due_on < view.as_of,
        )
        for risk in open_
    )


def _responsible(view: View, municipality_id: str | None, person_id: str | None) -> str:
    """The post and the code of the municipality: printed papers name functions, not staff."""
    person = view.snapshot.find(Person, person_id)
    codes = {row.id: row.code for row in view.municipalities}
    code = codes.get((person.municipality_id if person else None) or municipality_id or "", "")
    post = (person.name if person.is_function else person.function) if person else ""
    return " ".join(part for part in (code, post) if part)


def decision_rows(view: View, municipality_id: str | None) -> Iterator[DecisionRow]:
    """Open decisions by day; a municipality sees its own and those of the whole."""
    rows = [
        row
        for row in view.snapshot.all(Decision)
        if (row.decided_on is None or row.decided_on > view.as_of)
        and (municipality_id is None or row.municipality_id in (None, municipality_id))
    ]
    for row in sorted(rows, key=lambda row: (row.due_on or date.max, row.order, row.id)):
        body = view.snapshot.find(Committee, row.committee_id)
        who = _body_name(body) if body else row.decided_by
        codes = {m.id: m.code for m in view.municipalities}
        code = codes.get(row.municipality_id or (body.municipality_id if body else None) or "", "")
        is_late = row.due_on is not None and row.due_on < view.as_of
        decided_by = f"{who} ({code})" if who and code else who or code
        yield DecisionRow(row.id, row.question, decided_by, row.due_on, is_late)


def _body_name(body: Committee) -> str:
    """The name of a body; the short one where the name is too long for a column on paper."""
    return body.name if len(body.name) <= _LONGEST_NAME else body.short_name or body.name


def grant_rows(view: View, municipality_id: str | None) -> Iterator[GrantRow]:
    """Grants by name; a municipality sees those whose circle it belongs to."""
    circles: dict[str, set[str]] = {}
    for member in view.snapshot.all(GrantMember):
        circles.setdefault(member.grant_id, set()).add(member.municipality_id)
    for grant in sorted(view.snapshot.all(Grant), key=lambda row: (formats.sort_key(row.name), row.id)):
        circle = circles.get(grant.id, set())
        if municipality_id is not None and circle and municipality_id not in circle:
            continue
        amount = "Betrag offen"
        if grant.amount_cents is not None:
            amount = formats.money(grant.amount_cents, whole=True)
            amount = f"bis zu {amount}" if grant.is_ceiling else amount
        yield GrantRow(
            grant_id=grant.id,
            name=grant.name,
            amount=amount,
            state=label(grant.state),
            circle=tuple(row.code for row in view.municipalities if row.id in circle),
            binding_until=grant.binding_until,
        )


def agreement_lines(view: View, municipality_id: str | None = None) -> Iterator[AgreementLine]:
    """Every agreement, or those of one party, with its effect on the Stichtag; successors come first."""
    agreements = sorted(view.snapshot.all(Agreement), key=lambda row: (row.order, row.id), reverse=True)
    for agreement in agreements:
        effect = view.effect[agreement.id]
        if municipality_id is not None and municipality_id not in effect.parties:
            continue
        row = effect_row(view, agreement.id)
        yield AgreementLine(agreement.id, row.title, row.outlook, row.summary, effect.is_in_force)
