"""What follows the councils: signatures, filing or approval, publication and effect, for each lane."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.effect import EffectState
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import Reason, Weight
from ozgdesk.domain.view import View
from ozgdesk.present.effect import EffectRow
from ozgdesk.present.effect_reasons import ReasonRow

EFFECT = "Wirksamkeit"
_SIGNED = ("signed", "signature_missing", "signatures_missing", "signature_of_head_missing")
_APPROVED = ("approved", "approval_pending", "approval_missing", "accession_not_approved")
_FILED = ("filed", "filing_missing", "accession_not_filed")
_PUBLISHED = ("published", "publication_missing", "published_too_early", "accession_not_published")
_BEFORE = {
    Procedure.APPROVAL: (
        ("Unterschriften", _SIGNED),
        ("Genehmigung", _APPROVED),
        ("Bekanntmachung", _PUBLISHED),
    ),
    Procedure.FILING: (("Unterschriften", _SIGNED), ("Anzeige", _FILED)),
}
_SHORT = {"Unterschriften": "Unterschr.", "Genehmigung": "Genehm.", "Bekanntmachung": "Bekanntm."}
_MET = frozenset({"signed", "approved", "filed", "published"})
_WORDS = {
    "approval_pending": "Genehmigung beantragt",
    "published_too_early": "Bekanntmachung zu früh",
    "signature_missing": "eine Unterschrift fehlt",
    "signatures_missing": "Unterschriften fehlen",
    "signature_of_head_missing": "Unterschrift der Spitze fehlt",
    "filing_missing": "Anzeige nachzuholen",
    "accession_not_filed": "Anzeige nachzuholen",
}


@dataclass(frozen=True, slots=True)
class LaneStep:
    """One step after the councils: `symbol` is passed, open or unknown, `on` its day once it is met.

    `words` are few, `title` and `short` say only which step it is, `text` is the whole sentence,
    `subject_kind` and `subject_id` the row it was read from.
    """

    title: str
    short: str
    words: str
    symbol: str
    on: date | None
    text: str
    subject_kind: str
    subject_id: str


_Told = tuple[Reason, ReasonRow]


def lane_steps(view: View, effect: EffectRow | None, municipality_id: str) -> tuple[LaneStep, ...]:
    """The steps of a party of an agreement in their order; none for another municipality or matter."""
    if effect is None:
        return ()
    found = view.effect[effect.agreement_id]
    if municipality_id not in found.parties:
        return ()
    told = [
        pair
        for pair in zip(found.reasons, effect.reasons, strict=True)
        if pair[0].municipality_id in (None, municipality_id)
    ]
    steps = _BEFORE.get(found.procedure, _BEFORE[Procedure.APPROVAL][:1])
    made = (_step(title, told, codes, found.state) for title, codes in steps)
    return (*(step for step in made if step is not None), _last_step(effect))


def _step(title: str, told: Iterable[_Told], codes: Sequence[str], state: EffectState) -> LaneStep | None:
    """The own act of the municipality, else the joint one; None where nothing is said about it.

    An attested effect needs no old evidence: what is not there is not missing then. Where the effect is not
    known, the act may well exist and only its record is missing.
    """
    own = [pair for pair in told if pair[0].code in codes]
    if not own:
        return None
    reason, row = min(own, key=lambda pair: (pair[0].municipality_id is None, codes.index(pair[0].code)))
    day = reason.values.get("day")
    subject = (row.text, row.subject_kind, row.subject_id)
    names = (title, _SHORT.get(title, title))
    if reason.code in _MET and isinstance(day, date):
        return LaneStep(*names, f"{title} {formats.day(day)}", "passed", day, *subject)
    if state is EffectState.RECORDED:
        return None
    if reason.weight is Weight.UNKNOWN or state is EffectState.UNKNOWN:
        return LaneStep(*names, f"{title} nicht belegt", "unknown", None, *subject)
    return LaneStep(*names, _WORDS.get(reason.code, f"{title} fehlt"), "open", None, *subject)


def _last_step(effect: EffectRow) -> LaneStep:
    """Whether the agreement is effective, since or from when, and else the earliest day if it is known."""
    state = EffectState(effect.state)
    sentences = (f"{effect.headline}.", effect.summary, effect.earliest_text)
    subject = (" ".join(text for text in sentences if text), "agreement", effect.agreement_id)
    begun, names = (EFFECT, "wirksam"), (EFFECT, EFFECT)
    if state in (EffectState.EFFECTIVE, EffectState.RECORDED) and effect.since is not None:
        return LaneStep(*begun, f"wirksam seit {formats.day(effect.since)}", "passed", effect.since, *subject)
    if state is EffectState.NOT_EFFECTIVE and effect.since is not None:
        return LaneStep(*begun, f"wirksam ab {formats.day(effect.since)}", "passed", effect.since, *subject)
    if state is EffectState.NOT_EFFECTIVE and effect.earliest is not None:
        begin = "Annahme: ab" if effect.is_assumed else "frühestens"
        words = f"{begin} {formats.day(effect.earliest)}"
        return LaneStep(*names, words, "open", effect.earliest, *subject)
    symbol = "unknown" if state is EffectState.UNKNOWN else "open"
    words = "noch nicht wirksam" if state is EffectState.NOT_EFFECTIVE else effect.state_text
    return LaneStep(*names, words, symbol, None, *subject)
