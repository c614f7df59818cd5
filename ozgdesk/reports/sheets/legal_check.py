"""The legal check on paper: what follows by computation, open findings by weight, and closed ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ozgdesk import formats
from ozgdesk.domain.findings import Severity
from ozgdesk.domain.view import View
from ozgdesk.present.legal_check import CheckPlace, CheckRow, check_place
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_version, page_setup
from ozgdesk.texts.legal_check import DISCLAIMER, SEVERITIES_OF_MANY

_TITLE = "Rechtsprüfung"


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the check of the newest agreement or the chosen one, of its current or the chosen version."""
    del detail
    found = chosen_version(view, options)
    if found is None:
        setup = page_setup(view, options, _TITLE, paper="a4")
        return Composition((look.paragraph("Es ist noch keine Vereinbarung erfasst."),), setup)
    agreement, version = found
    checked = check_place(view, agreement.id, version.id if version else "")
    subject = f"{agreement.title}\n{_version(checked.version)}" if checked.version else agreement.title
    setup = page_setup(view, options, _TITLE, subject, paper="a4", head=f"{_TITLE}: {checked.title}")
    return Composition(tuple(_story(checked)), setup)


def _version(name: str) -> str:
    return name if name.startswith("Fassung") else f"Fassung: {name}"


def _story(checked: CheckPlace) -> Iterator[look.Element]:
    yield look.paragraph(DISCLAIMER, "note")
    yield look.heading("Verfahren und Aufsicht")
    yield _outcome(checked)
    yield look.heading("Unterschriften")
    yield _signing(checked)
    yield look.heading("Befunde")
    if checked.open:
        yield _findings(checked.open)
    else:
        yield look.paragraph("Es gibt keinen offenen Befund.")
    if checked.closed:
        yield look.heading("Geschlossene Befunde")
        yield _closed(checked.closed)


def _outcome(checked: CheckPlace) -> look.Element:
    effect = checked.effect
    authority = effect.supervisor
    rows = [
        ("Wirksamkeit", effect.headline, effect.summary),
        ("Verfahren", effect.procedure_text, " ".join(checked.procedure_reasons)),
        ("Aufsichtsbehörde", authority.text, " ".join(p for p in (authority.law, authority.note) if p)),
    ]
    return look.table(("Punkt", "Ergebnis", "Grund"), rows, widths=(18, 32, 50), header=0)


def _signing(checked: CheckPlace) -> look.Element:
    return look.table(
        ("Kommune", "vorgesehen", "geleistet", "nötig"),
        [
            (row.municipality.name, str(row.planned), str(row.given), str(row.needed))
            for row in checked.signing
        ],
        widths=(55, 15, 15, 15),
        header=0,
        align="lrrr",
    )


def _findings(rows: Sequence[CheckRow]) -> look.Element:
    lines: list[look.TableRow] = []
    for severity in Severity:
        own = [row for row in rows if row.severity == severity]
        if own:
            lines.append(look.group_row(f"{SEVERITIES_OF_MANY[severity]} ({len(own)})"))
        lines += [(row.place, _told(row), _norm(row)) for row in own]
    return look.table(("Ort", "Befund und Rat", "Norm"), lines, widths=(14, 64, 22))


def _norm(row: CheckRow) -> look.Text:
    """The norm, with the Rechtsstand below the page: few sentences that hold for many findings."""
    return (row.norm, look.footnote(f"Rechtsstand: {row.law_as_of}.")) if row.law_as_of else row.norm


def _told(row: CheckRow) -> look.Text:
    """The sentence with what it rests on and what to do."""
    parts = [look.Span(row.text, "strong")]
    for text in (_presumed(row), row.lapsed, row.advice):
        if text:
            parts.append(look.Span(f"\n{text}"))
    return parts


def _presumed(row: CheckRow) -> str:
    return f"Der Textteil regelt {row.presumed}." if row.presumed else ""


def _closed(rows: Sequence[CheckRow]) -> look.Element:
    return look.table(
        ("Ort", "Befund", "Norm", "Vermerk"),
        [(row.place, row.text, _norm(row), _note(row)) for row in rows],
        widths=(14, 40, 18, 28),
    )


def _note(row: CheckRow) -> look.Text:
    on = f" am {formats.day(row.reviewed_on)}" if row.reviewed_on else ""
    told = f"{row.state_text}{on}: {row.reason}"
    return (told, look.footnote(f"Unterlage: {row.document}.")) if row.document else told


SHEET = Sheet(
    key="legal_check",
    title=_TITLE,
    description="Verfahren, Aufsicht, Unterschriften und Befunde der Vereinbarung mit Norm und Rechtsstand.",
    build=build,
    is_of_agreement=True,
    has_version=True,
    is_by_municipality=False,
)
