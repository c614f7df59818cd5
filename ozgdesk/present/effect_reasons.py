"""Reasons about the effect of an agreement in words, each with norm, source row and who must act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation
from ozgdesk.domain.reasons import Reason
from ozgdesk.domain.redline import Run
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.supervisor import Supervisor
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, Office, Result, SuspensionKind
from ozgdesk.present.agreement_text import enumerated
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.present.stretches import Stretches, stretches
from ozgdesk.texts import effect as words
from ozgdesk.texts.labels import label
from ozgdesk.texts.law import norm_text, rule
from ozgdesk.texts.organs import OrganName, board_name, council_name, office_title


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason as a sentence, with who must act, the norm, and the row and document it was read from.

    `runs` lead word by word from the resolution of another municipality to this one; mostly empty.
    """

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
    runs: Stretches = ()


def reason_rows(
    view: View, reasons: Iterable[Reason], tags: Mapping[str | None, MunicipalityTag]
) -> tuple[ReasonRow, ...]:
    """Reasons in words."""
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
        _runs(reason),
    )


def _runs(reason: Reason) -> Stretches:
    runs = reason.values.get("runs")
    if not isinstance(runs, tuple):
        return ()
    return stretches(run for run in runs if isinstance(run, Run))


def _sentence(view: View, reason: Reason) -> str:
    body = _body(view, reason)
    values = reason.values
    day, days, years = (values.get(name) for name in ("day", "days", "years"))
    return words.REASONS[reason.code].format(
        **{name: _worded(value) for name, value in values.items() if name not in ("on", "runs")},
        body=_capital(body.nominative),
        body_mid=body.nominative,
        body_of=body.genitive,
        on=f" am {formats.day(day)}" if isinstance(day, date) else "",
        period=formats.count(days, "Tag", "Tagen") if isinstance(days, int) else "",
        span_days=formats.count(days, "Tag", "Tage") if isinstance(days, int) else "",
        span=formats.count(years, "Jahr", "Jahre") if isinstance(years, int) else "",
    )


def _worded(value: object) -> object:
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, bool):
        return words.ASSUMED[value]
    if isinstance(value, SuspensionKind):
        return words.SUSPENDED_BY[value]
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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
