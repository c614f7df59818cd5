"""The effect of agreements in words: state, since when, what is missing at whom, and all reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.effect import Effect, EffectState
from ozgdesk.domain.forecast import Forecast
from ozgdesk.domain.reasons import Reason
from ozgdesk.domain.supervisor import SupervisorLevel
from ozgdesk.domain.view import View
from ozgdesk.present.effect_reasons import ReasonRow, reason_rows
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.texts import effect as words
from ozgdesk.texts.law import rule
from ozgdesk.texts.term import term_text

BLOCKED = frozenset({"resolution_rejected", "resolution_withdrawn", "resolution_suspended"})
"""Reasons that stand against the agreement instead of only being outstanding: the light is red."""


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
    """The effect of one agreement. `light` is green, yellow, red or grey; `summary` lists what is missing.

    `earliest` is the first day of effect to come, None where there is none to come or it cannot be said;
    `earliest_text` says it, or why not (empty for what has effect or is over), `is_assumed` whether a day of
    it is assumed, and `forecast` are the steps to it, or what stands against it. `term_text` says how long
    the agreement lasts.
    """

    agreement_id: str
    title: str
    state: str
    state_text: str
    light: str
    headline: str
    summary: str
    since: date | None
    until: date | None
    earliest: date | None
    is_assumed: bool
    earliest_text: str
    term_text: str
    procedure: str
    procedure_text: str
    supervisor: SupervisorRow
    reasons: tuple[ReasonRow, ...]
    missing: tuple[MissingRow, ...]
    duties: tuple[ReasonRow, ...]
    forecast: tuple[ReasonRow, ...]

    @property
    def outlook(self) -> str:
        """The headline with the earliest day, for places that have one line."""
        if self.earliest is None or self.since is not None:
            return self.headline
        return f"{self.headline}, {words.OUTLOOK[self.is_assumed].format(day=formats.day(self.earliest))}"


def effect_rows(view: View) -> tuple[EffectRow, ...]:
    """The effect of all agreements in their order."""
    agreements = sorted(view.snapshot.all(Agreement), key=lambda row: (row.order, row.id))
    return tuple(effect_row(view, row.id) for row in agreements)


def effect_row(view: View, agreement_id: str) -> EffectRow:
    """The effect of one agreement."""
    found = view.effect[agreement_id]
    agreement = view.snapshot.get(Agreement, agreement_id)
    tags = tags_of(view)
    forecast = view.forecast.get(agreement_id)
    told = forecast.steps + forecast.provisos + forecast.obstacles if forecast else ()
    steps = reason_rows(view, told, tags)
    missing = tuple(
        MissingRow(tags[id_] if id_ else None, reason_rows(view, reasons, tags))
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
        forecast.on if forecast else None,
        forecast is not None and forecast.on is not None and forecast.is_assumed,
        _earliest(forecast, steps, found, tags),
        term_text(agreement, found, view.as_of),
        found.procedure.value,
        words.PROCEDURES[found.procedure],
        _supervisor_row(found, tags),
        reason_rows(view, found.reasons, tags),
        missing,
        reason_rows(view, found.duties, tags),
        steps,
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
    if not found.missing:
        return ""
    begin = words.MISSING_OF_ACCESSION if found.is_in_force else words.MISSING.get(found.state, "Es fehlt")
    return f"{begin}: {_items(found.missing, found.parties, tags)}."


def _items(
    reasons: Sequence[Reason], parties: Sequence[str], tags: Mapping[str | None, MunicipalityTag]
) -> str:
    """Reasons in a word each with the codes of the municipalities, 'Beschluss (GLA); Genehmigung'."""
    parts = []
    for item, codes in words.ITEMS.items():
        hits = [reason for reason in reasons if reason.code in codes]
        named = {reason.municipality_id for reason in hits if reason.municipality_id}
        towns = [tags[id_].code for id_ in parties if id_ in named]
        if hits:
            parts.append(f"{item} ({', '.join(towns)})" if towns else item)
    return "; ".join(parts)


def _earliest(
    forecast: Forecast | None,
    steps: tuple[ReasonRow, ...],
    found: Effect,
    tags: Mapping[str | None, MunicipalityTag],
) -> str:
    """The earliest day in a sentence, or the first obstacle and how many there are besides."""
    if forecast is None:
        return ""
    if forecast.on is not None:
        sentence = words.EARLIEST_ASSUMED if forecast.is_assumed else words.EARLIEST
        items = _items(forecast.provisos, found.parties, tags)
        provided = words.PROVIDED.format(items=items) if items else ""
        return f"{sentence.format(day=formats.day(forecast.on))} {provided}".strip()
    obstacles = steps[len(forecast.steps + forecast.provisos) :]
    more = formats.count(len(obstacles) - 1, "weiterer Grund", "weitere Gründe")
    told = words.NO_EARLIEST.format(reason=obstacles[0].text if obstacles else words.NOTHING_KNOWN)
    return told if len(obstacles) < 2 else f"{told} {words.MORE_OBSTACLES.format(count=more)}"


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
