"""The letter with which an agreement is filed with its supervisor, or approval is applied for (§ 26 KGG)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, SupervisorStep
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, CouncilPaper
from ozgdesk.domain.effect import Effect
from ozgdesk.domain.papers import extracts_of
from ozgdesk.domain.procedure import Procedure, contractual_tasks
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.standing import is_passed, standing
from ozgdesk.domain.supervisor import SupervisorLevel
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm, SupervisorStepKind
from ozgdesk.present.agreement_document import current_version, is_draft
from ozgdesk.present.agreement_text import enumerated
from ozgdesk.present.council_paper import PaperSigner, signer_of
from ozgdesk.texts.effect import supervisor_text
from ozgdesk.texts.labels import label
from ozgdesk.texts.law import norm_text, rule
from ozgdesk.texts.organs import board_name, full_name, genitive_name

_RULES = {Procedure.APPROVAL: "KGG-11", Procedure.FILING: "KGG-13"}
_KINDS = {Procedure.APPROVAL: SupervisorStepKind.APPROVAL, Procedure.FILING: SupervisorStepKind.FILING}
_MOST_TASKS = 8


@dataclass(frozen=True, slots=True)
class LetterResolution:
    """The resolution of one council: who, which body, and when."""

    municipality: str
    committee: str
    day: str


@dataclass(frozen=True, slots=True)
class FilingLetter:
    """The letter. `missing` names in sentences what is not there; it is shown on screen and not printed."""

    municipality_id: str
    sender: str
    return_line: str
    address: tuple[str, ...]
    info: tuple[tuple[str, str], ...]
    subject: str
    paragraphs: tuple[str, ...]
    resolutions: tuple[LetterResolution, ...]
    request: str
    board: str
    signer: PaperSigner
    enclosures: tuple[str, ...]
    missing: tuple[str, ...]


def filing_letter(
    view: View, agreement: Agreement, municipality_id: str | None, on: date
) -> FilingLetter | None:
    """The letter of one municipality (None: of the coordinating one) on a day.

    None while no procedure follows from the legal forms, or nobody could send it.
    """
    effect = view.effect[agreement.id]
    towns = [view.snapshot.get(Municipality, id_) for id_ in effect.parties]
    sender = next((row for row in towns if row.id == municipality_id), None)
    sender = sender or next((row for row in towns if row.is_coordinating), next(iter(towns), None))
    if sender is None or effect.procedure not in _RULES:
        return None
    return _Writing(view, agreement, effect, sender, on).letter()


class _Writing:
    """Writes one letter and notes what is missing."""

    def __init__(
        self, view: View, agreement: Agreement, effect: Effect, sender: Municipality, on: date
    ) -> None:
        self._view = view
        self._agreement = agreement
        self._effect = effect
        self._sender = sender
        self._on = on
        self._missing: list[str] = []
        self._towns = [view.snapshot.get(Municipality, id_) for id_ in effect.parties]
        stations = standing(view.snapshot, agreement.id, effect.parties, on).stations
        self._passed = {id_: row for id_, row in stations.items() if is_passed(view.snapshot, row, on)}

    def letter(self) -> FilingLetter:
        resolutions = tuple(self._resolutions())
        enclosures = tuple(self._enclosures())
        name = _capital(full_name(self._sender).removeprefix("die "))
        lines = [line.strip() for line in self._sender.postal_address.splitlines() if line.strip()]
        if not lines:
            self._missing.append(f"die Anschrift von {self._sender.name}")
        board = f"{board_name(self._sender).name} {genitive_name(self._sender)}"
        step = self._step()
        reference = step.file_reference if step is not None else ""
        info = [("Ihr Zeichen", reference), ("Datum", formats.day(self._on))]
        return FilingLetter(
            self._sender.id,
            name,
            " · ".join([board, *lines]),
            self._address(),
            tuple((key, value) for key, value in info if value),
            self._subject(),
            tuple(self._paragraphs()),
            resolutions,
            self._request(),
            f"Für {board_name(self._sender).accusative}",
            signer_of(self._view, self._sender.id, self._on),
            enclosures,
            tuple(self._missing),
        )

    @property
    def _is_approval(self) -> bool:
        return self._effect.procedure is Procedure.APPROVAL

    def _step(self) -> SupervisorStep | None:
        kind = _KINDS[self._effect.procedure]
        rows = (r for r in self._view.snapshot.all(SupervisorStep) if r.agreement_id == self._agreement.id)
        return next((row for row in rows if row.kind is kind), None)

    def _address(self) -> tuple[str, ...]:
        """As recorded for the step, its parts by commas, else the computed authority."""
        step = self._step()
        supervisor = self._effect.supervisor
        if supervisor.lacking or supervisor.level is SupervisorLevel.UNKNOWN:
            self._missing.append("Stammdaten, aus denen die Aufsichtsbehörde folgt")
        words = step.authority if step is not None and step.authority else supervisor_text(supervisor)
        lines = [part.strip() for part in words.split(",") if part.strip()]
        if len(lines) < 2:
            self._missing.append("die Anschrift der Aufsichtsbehörde")
        head, joint, rest = lines[0].partition(" als ") if lines else ("", "", "")
        first = [head, f"als {rest}"] if joint else [head]
        return tuple(line for line in (*first, *lines[1:]) if line)

    def _subject(self) -> str:
        law = rule(_RULES[self._effect.procedure], self._on)
        what = "Antrag auf Genehmigung" if self._is_approval else "Anzeige"
        if law is not None and not law.is_verified:
            self._missing.append(f"eine Prüfung von {norm_text(law)} (bitte prüfen)")
        norm = f" nach {norm_text(law)}" if law is not None and law.is_verified else ""
        return f"{what}{norm}: {self._agreement.title}"

    def _paragraphs(self) -> Iterator[str]:
        names = enumerated([full_name(town) for town in self._towns])
        yield "Sehr geehrte Damen und Herren,"
        title = self._agreement.title
        have_all = all(town.id in self._passed for town in self._towns)
        done = f"haben die Vereinbarung „{title}“ beschlossen."
        yield f"{_capital(names)} {done if have_all else f'wollen die Vereinbarung „{title}“ schließen.'}"
        tasks = contractual_tasks(self._view.snapshot, self._towns)
        if tasks:
            unstated = [task.number for task in tasks if task.legal_form is LegalForm.NOT_STATED]
            if unstated:
                self._missing.append(f"die Rechtsform von {', '.join(unstated)}")
            shown = [
                task.name if task.number in unstated else f"{task.name} ({label(task.legal_form)})"
                for task in tasks[:_MOST_TASKS]
            ]
            more = " und weitere, die die Anlage nennt" if len(tasks) > _MOST_TASKS else ""
            yield f"Sie betrifft: {', '.join(shown)}{more}."

    def _request(self) -> str:
        if self._is_approval:
            return "Wir beantragen, die Vereinbarung zu genehmigen."
        return "Wir zeigen die Vereinbarung hiermit an."

    def _resolutions(self) -> Iterator[LetterResolution]:
        for town in self._towns:
            station = self._passed.get(town.id)
            day = day_of(self._view.snapshot, station) if station is not None else None
            if station is None or day is None:
                self._missing.append(f"der Beschluss von {town.name}")
                continue
            body = self._view.snapshot.get(Committee, station.committee_id)
            yield LetterResolution(town.name, body.name, formats.day(day))

    def _enclosures(self) -> Iterator[str]:
        version = current_version(self._view, self._agreement.id)
        if version is None or is_draft(version):
            self._missing.append("eine eingefrorene Fassung der Vereinbarung")
        else:
            yield f"Vereinbarung, {version.name}"
        for town in self._towns:
            station = self._passed.get(town.id)
            if station is None:
                continue
            body = self._view.snapshot.get(Committee, station.committee_id)
            paper = self._view.snapshot.get(CouncilPaper, station.paper_id)
            number = f", Vorlage {paper.number}" if paper.number else ""
            if extracts_of(self._view.snapshot, station.id):
                yield f"Beglaubigter Beschlussauszug {body.name} {town.name}{number}"
            else:
                self._missing.append(f"der Beschlussauszug von {town.name}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
