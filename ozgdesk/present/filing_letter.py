"""The letter to the supervisor of an agreement: filing, or application for approval (§§ 26, 27 KGG)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, AgreementParty, SupervisorStep
from ozgdesk.domain.clauses import Node
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.occasions import Occasion, Submission, amended_parts, submission
from ozgdesk.domain.papers import extracts_of
from ozgdesk.domain.procedure import contractual_tasks
from ozgdesk.domain.resolutions import day_of, final_stations, stations_of
from ozgdesk.domain.standing import is_passed, standing
from ozgdesk.domain.supervisor import SupervisorLevel, supervisor
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm
from ozgdesk.present.agreement_document import is_draft
from ozgdesk.present.agreement_text import enumerated
from ozgdesk.present.council_paper import PaperSigner, signer_of
from ozgdesk.texts import filing_letter as words
from ozgdesk.texts.clauses import citation
from ozgdesk.texts.effect import supervisor_text
from ozgdesk.texts.labels import label
from ozgdesk.texts.law import norm_text, rule
from ozgdesk.texts.organs import board_name, full_name, genitive_name

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
    view: View, agreement: Agreement, municipality_id: str | None, on: date, version_id: str | None = None
) -> FilingLetter | None:
    """The letter of one municipality (None: of the coordinating one) on a day, about a text or what is due.

    None while no procedure follows from the legal forms, or nobody could send it.
    """
    effect = view.effect[agreement.id]
    towns = [view.snapshot.get(Municipality, id_) for id_ in effect.parties]
    sender = next((row for row in towns if row.id == municipality_id), None)
    sender = sender or next((row for row in towns if row.is_coordinating), next(iter(towns), None))
    about = submission(view.snapshot, agreement, effect, view.as_of, version_id)
    if sender is None or about is None:
        return None
    return _Writing(view, agreement, about, sender, on).letter()


class _Writing:
    """Writes one letter and notes what is missing."""

    def __init__(
        self, view: View, agreement: Agreement, about: Submission, sender: Municipality, on: date
    ) -> None:
        self._view = view
        self._agreement = agreement
        self._about = about
        self._sender = sender
        self._on = on
        self._missing: list[str] = []
        effect = view.effect[agreement.id]
        self._towns = [view.snapshot.get(Municipality, id_) for id_ in effect.parties]
        self._joining = [view.snapshot.get(Municipality, id_) for id_ in about.joining]
        self._deciding = [*self._towns, *(row for row in self._joining if row not in self._towns)]
        if about.occasion is Occasion.NOTICE:
            self._deciding = []
        self._supervisor = supervisor([*self._towns, *self._joining])
        self._passed = passed_stations(view, agreement, about, [row.id for row in self._deciding], on)

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
            words.request(self._about.occasion, self._about.kind),
            f"Für {board_name(self._sender).accusative}",
            signer_of(self._view, self._sender.id, self._on),
            enclosures,
            tuple(self._missing),
        )

    def _step(self) -> SupervisorStep | None:
        """The step this letter belongs to: the first one about the agreement, the last one about a change."""
        rows = [
            row
            for row in self._view.snapshot.all(SupervisorStep)
            if row.agreement_id == self._agreement.id and row.kind is self._about.kind
        ]
        rows.sort(key=lambda row: (row.submitted_on or row.done_on or date.max, row.id))
        is_first = self._about.occasion is Occasion.AGREEMENT
        return next(iter(rows if is_first else reversed(rows)), None)

    def _address(self) -> tuple[str, ...]:
        """As recorded for the step, its parts by commas, else the computed authority."""
        step = self._step()
        if self._supervisor.lacking or self._supervisor.level is SupervisorLevel.UNKNOWN:
            self._missing.append("Stammdaten, aus denen die Aufsichtsbehörde folgt")
        told = step.authority if step is not None and step.authority else supervisor_text(self._supervisor)
        lines = [part.strip() for part in told.split(",") if part.strip()]
        if len(lines) < 2:
            self._missing.append("die Anschrift der Aufsichtsbehörde")
        head, joint, rest = lines[0].partition(" als ") if lines else ("", "", "")
        first = [head, f"als {rest}"] if joint else [head]
        return tuple(line for line in (*first, *lines[1:]) if line)

    def _subject(self) -> str:
        law = rule(self._about.rule, self._on)
        if law is not None and not law.is_verified:
            self._missing.append(f"eine Prüfung von {norm_text(law)}")
        if self._about.is_presumed:
            self._missing.append(words.PRESUMED[self._about.occasion])
        norm = f" nach {norm_text(law)}" if law is not None and law.is_verified else ""
        text = words.SUBJECTS[self._about.occasion, self._about.kind]
        return text.format(norm=norm, title=self._agreement.title)

    def _paragraphs(self) -> Iterator[str]:
        yield words.GREETING
        have_all = all(town.id in self._passed for town in self._deciding)
        text = (words.DONE if have_all else words.WANTED)[self._about.occasion]
        parties = enumerated([full_name(town) for town in self._towns if town not in self._joining])
        joining = enumerated([full_name(town) for town in self._joining])
        is_one = len(self._joining) == 1
        ends = self._agreement.terminated_to
        yield _capital(
            text.format(
                parties=_capital(parties),
                title=self._agreement.title,
                joining=joining,
                accede="tritt" if is_one else "treten",
                want="will" if is_one else "wollen",
                on=self._joined_on(),
                day=formats.long_day(ends) if ends else "",
            )
        )
        if self._about.occasion is Occasion.ACCESSION:
            yield words.PARTIES_NOW.format(parties=parties)
        if self._about.occasion in (Occasion.AMENDMENT, Occasion.ACCESSION):
            yield from self._amended()
        else:
            yield from self._tasks()

    def _joined_on(self) -> str:
        rows = self._view.snapshot.all(AgreementParty)
        days = {
            row.joined_on
            for row in rows
            if row.agreement_id == self._agreement.id and row.municipality_id in self._about.joining
        }
        day = next(iter(days)) if len(days) == 1 else None
        return f" zum {formats.long_day(day)}" if day else ""

    def _amended(self) -> Iterator[str]:
        version = self._about.version
        parts = amended_parts(self._view.snapshot, version) if version is not None else ()
        if parts:
            yield words.AMENDED.format(parts=enumerated([_cited(part) for part in parts]))

    def _tasks(self) -> Iterator[str]:
        tasks = contractual_tasks(self._view.snapshot, self._towns)
        if not tasks:
            return
        unstated = [task.number for task in tasks if task.legal_form is LegalForm.NOT_STATED]
        if unstated:
            self._missing.append(f"die Rechtsform von {', '.join(unstated)}")
        shown = [
            task.name if task.number in unstated else f"{task.name} ({label(task.legal_form)})"
            for task in tasks[:_MOST_TASKS]
        ]
        more = " und weitere, die die Anlage nennt" if len(tasks) > _MOST_TASKS else ""
        yield words.TASKS.format(tasks=f"{', '.join(shown)}{more}")

    def _resolutions(self) -> Iterator[LetterResolution]:
        for town in self._deciding:
            station = self._passed.get(town.id)
            day = day_of(self._view.snapshot, station) if station is not None else None
            if station is None or day is None:
                self._missing.append(f"der Beschluss von {town.name}")
                continue
            body = self._view.snapshot.get(Committee, station.committee_id)
            yield LetterResolution(town.name, body.name, formats.day(day))

    def _enclosures(self) -> Iterator[str]:
        version, base = self._about.version, self._about.base
        if version is None or is_draft(version):
            self._missing.append("eine eingefrorene Fassung der Vereinbarung")
        else:
            yield words.ENCLOSED[self._about.occasion].format(version=version.name)
        if base is not None:
            yield words.BASE_ENCLOSED.format(version=base.name)
        if self._about.occasion is Occasion.NOTICE:
            yield words.NOTICE_ENCLOSED
        for town in self._deciding:
            station = self._passed.get(town.id)
            if station is None:
                continue
            body = self._view.snapshot.get(Committee, station.committee_id)
            paper = self._view.snapshot.get(CouncilPaper, station.paper_id)
            number = f", Vorlage {paper.number}" if paper.number else ""
            if extracts_of(self._view.snapshot, station.id):
                yield words.EXTRACT_ENCLOSED.format(body=body.name, town=town.name, number=number)
            else:
                self._missing.append(f"der Beschlussauszug von {town.name}")


def passed_stations(
    view: View, agreement: Agreement, about: Submission, party_ids: Sequence[str], on: date
) -> dict[str, Consultation]:
    """The resolution of each municipality that counts: on the agreement, or on the text that changes it."""
    snapshot = view.snapshot
    if about.occasion is Occasion.AGREEMENT:
        found = dict(standing(snapshot, agreement.id, party_ids, on).stations)
    else:
        found = {}
        papers = [row for row in snapshot.all(CouncilPaper) if row.agreement_id == agreement.id]
        for paper in papers:
            for row in final_stations(snapshot, stations_of(snapshot, paper.id)):
                is_about_it = about.version is not None and row.version_id == about.version.id
                if is_about_it and paper.municipality_id in party_ids:
                    found[paper.municipality_id] = row
    return {id_: row for id_, row in found.items() if is_passed(snapshot, row, on)}


def _cited(part: Node) -> str:
    return citation(part) or part.clause.heading or label(part.clause.kind)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
