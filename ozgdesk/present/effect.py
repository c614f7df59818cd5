"""The effect of agreements in words: state, since when, what is missing at whom, and all reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation
from ozgdesk.domain.effect import Effect, EffectState
from ozgdesk.domain.reasons import Reason
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.supervisor import Supervisor, SupervisorLevel
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, Office, Result
from ozgdesk.present.agreement_text import enumerated
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.texts import effect as words
from ozgdesk.texts.labels import label
from ozgdesk.texts.law import norm_text, rule
from ozgdesk.texts.organs import OrganName, board_name, council_name, office_title

BLOCKED = frozenset({"resolution_rejected", "resolution_withdrawn", "resolution_suspended"})
"""Reasons that stand against the agreement instead of only being outstanding: the light is red."""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason as a sentence, with who must act, the norm, and the row and document it was read from."""

    code: str
    weight: str
    weight_text: str
    text: str
    municipality: MunicipalityTag | None
    actor: str
    norm: str
    law: str
    law_as_of: str
    is_verified: bool
    subject_kind: str
    subject_id: str
    source: str


@dataclass(frozen=True, slots=True)
class MissingRow:
    """What is missing at one municipality, or (None) at nobody in particular."""

    municipality: MunicipalityTag | None
    reasons: tuple[ReasonRow, ...]


@dataclass(frozen=True, slots=True)
class SupervisorRow:
    """The computed authority with its norm; `note` says which data are incomplete."""

    text: str
    norm: str
    law: str
    note: str


@dataclass(frozen=True, slots=True)
class EffectRow:
    """The effect of one agreement. `light` is green, yellow, red or grey; `summary` lists what is missing."""

    agreement_id: str
    title: str
    state: str
    state_text: str
    light: str
    headline: str
    summary: str
    since: date | None
    until: date | None
    procedure: str
    procedure_text: str
    supervisor: SupervisorRow
    reasons: tuple[ReasonRow, ...]
    missing: tuple[MissingRow, ...]
    duties: tuple[ReasonRow, ...]


def effect_rows(view: View) -> tuple[EffectRow, ...]:
    """The effect of all agreements in their order."""
    agreements = sorted(view.snapshot.all(Agreement), key=lambda row: (row.order, row.id))
    return tuple(effect_row(view, row.id) for row in agreements)


def effect_row(view: View, agreement_id: str) -> EffectRow:
    """The effect of one agreement."""
    found = view.effect[agreement_id]
    agreement = view.snapshot.get(Agreement, agreement_id)
    tags = tags_of(view)
    missing = tuple(
        MissingRow(tags[id_] if id_ else None, _reason_rows(view, reasons, tags))
        for id_ in (None, *found.parties)
        if (reasons := found.missing_at(id_))
    )
    return EffectRow(
        agreement_id,
        agreement.short_title or agreement.title,
        found.state.value,
        words.STATES[found.state],
        _light(found),
        _headline(found),
        _summary(found, tags),
        found.since,
        found.until,
        found.procedure.value,
        words.PROCEDURES[found.procedure],
        _supervisor_row(found, tags),
        _reason_rows(view, found.reasons, tags),
        missing,
        _reason_rows(view, found.duties, tags),
    )


def _reason_rows(
    view: View, reasons: Iterable[Reason], tags: Mapping[str | None, MunicipalityTag]
) -> tuple[ReasonRow, ...]:
    return tuple(_reason_row(view, reason, tags) for reason in reasons)


def _reason_row(view: View, reason: Reason, tags: Mapping[str | None, MunicipalityTag]) -> ReasonRow:
    day = reason.values.get("day")
    law = rule(reason.rule, day if isinstance(day, date) else view.as_of)
    subject = view.snapshot.find(BY_TABLE[reason.subject_kind], reason.subject_id)
    is_verified = law is None or law.is_verified
    return ReasonRow(
        reason.code,
        reason.weight.value,
        words.WEIGHTS[reason.weight],
        _sentence(view, reason),
        tags[reason.municipality_id] if reason.municipality_id else None,
        _actor(view, reason),
        norm_text(law),
        law.text if law else "",
        law.law_as_of if law else "",
        is_verified,
        reason.subject_kind,
        reason.subject_id,
        getattr(subject, "source", "") or "",
    )


def _sentence(view: View, reason: Reason) -> str:
    body = _body(view, reason)
    day = reason.values.get("day")
    return words.REASONS[reason.code].format(
        **{name: _worded(value) for name, value in reason.values.items() if name != "on"},
        body=_capital(body.nominative),
        body_mid=body.nominative,
        body_of=body.genitive,
        on=f" am {formats.day(day)}" if isinstance(day, date) else "",
    )


def _worded(value: object) -> object:
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Result):
        return label(value)
    if isinstance(value, Supervisor):
        return words.supervisor_text(value)
    if isinstance(value, tuple):
        return enumerated([str(part) for part in value])
    return " ".join(str(value).split()).replace("„", "‚").replace("“", "‘")


def _body(view: View, reason: Reason) -> OrganName:
    """The body a reason speaks of: that of its station, else the council of its municipality."""
    party = view.snapshot.find(Municipality, reason.municipality_id)
    station = view.snapshot.find(Consultation, reason.subject_id)
    body = view.snapshot.find(Committee, station.committee_id) if station else None
    if body is not None and party is not None:
        if body.kind is CommitteeKind.ADMINISTRATION:
            return board_name(party)
        if body.kind is not CommitteeKind.COUNCIL:
            name = f"das Gremium {body.name}"
            return OrganName(body.name, name, f"des Gremiums {body.name}", "", name, body.short_name)
    if party is None:
        return OrganName("", "das Gremium", "des Gremiums", "dem Gremium", "das Gremium", "")
    return council_name(party)


def _actor(view: View, reason: Reason) -> str:
    party = view.snapshot.find(Municipality, reason.municipality_id)
    if party is None:
        return words.ACTORS[reason.actor] if "{" not in words.ACTORS[reason.actor] else ""
    return words.ACTORS[reason.actor].format(
        council=council_name(party).name,
        board=board_name(party).name,
        board_of=board_name(party).genitive,
        head=office_title(party, Office.MAYOR),
    )


def _light(found: Effect) -> str:
    if found.is_in_force:
        return "green"
    if found.state is not EffectState.NOT_EFFECTIVE:
        return "grey"
    return "red" if any(reason.code in BLOCKED for reason in found.missing) else "yellow"


def _headline(found: Effect) -> str:
    if found.state is EffectState.NOT_EFFECTIVE and found.since is not None and not found.missing:
        return f"Wirksam ab {formats.day(found.since)}"
    return words.HEADLINES[found.state].format(
        since=formats.day(found.since) if found.since else "",
        until=formats.day(found.until) if found.until else "",
    )


def _summary(found: Effect, tags: Mapping[str | None, MunicipalityTag]) -> str:
    """What is missing in a line, 'Es fehlt: Beschluss (GLA); Genehmigung.'; empty when nothing is.

    Where the effect is not known, the act may well exist and only its record is missing.
    """
    parts = []
    for item, codes in words.ITEMS.items():
        hits = [reason for reason in found.missing if reason.code in codes]
        if not hits:
            continue
        named = {reason.municipality_id for reason in hits if reason.municipality_id}
        towns = [tags[id_].code for id_ in found.parties if id_ in named]
        parts.append(f"{item} ({', '.join(towns)})" if towns else item)
    begin = "Nicht belegt" if found.state is EffectState.UNKNOWN else "Es fehlt"
    return f"{begin}: {'; '.join(parts)}." if parts else ""


def _supervisor_row(found: Effect, tags: Mapping[str | None, MunicipalityTag]) -> SupervisorRow:
    authority = found.supervisor
    law = rule(authority.rule)
    codes = ", ".join(tags[id_].code for id_ in authority.lacking)
    return SupervisorRow(
        words.supervisor_text(authority),
        law.norm if law else "",
        law.text if law else "",
        words.LACKING.format(codes=codes) if codes or authority.level is SupervisorLevel.UNKNOWN else "",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
