"""Writing in an agreement of 200 §: a key, also in a long paragraph, Return, saving, and 300 pages pasted.

A key is all the work between two pictures: the event, the text, and what Qt paints into the window's memory.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from benchmarks.measure import Ratio, calibration, worked
from ozgdesk.commands import clause_paste
from ozgdesk.commands.agreements import start_agreement
from ozgdesk.commands.clauses import edit_clause
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.order import sequence
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author
from ozgdesk.domain.vocabulary import MunicipalityKind
from ozgdesk.present.agreement import version_rows
from ozgdesk.store.project_file import create
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.agreement_text import AgreementText
from ozgdesk.ui.views.clause_surface import Spot

CLAUSES, ABSAETZE = 200, 4
KEY_SECONDS, STEP_SECONDS, PASTE_SECONDS = 0.016, 0.15, 2.0
KEYS, STEPS = 120, 7
SENTENCE = "Die beteiligten Kommunen tragen die Kosten nach dem Verhältnis ihrer Einwohnerzahlen. "
PASTED_WORDS = 150_000
LONG_SENTENCES = 1_000


def ratios() -> Iterator[Ratio]:
    """Keys against 16 ms; Return, saving and pasting against what still feels at once."""
    start_qt("light")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "vereinbarung.ozg"
        create(path, Snapshot.of(_rows()))
        workspace = Workspace.open(path, author=Author("Messung"))
        desk = Desk(workspace)
        view = _shown(desk, _text(CLAUSES, 1))
        yield from _keys(view)
        yield from _steps(desk, view)
        yield _long(desk, view)
        view.deleteLater()
        desk.close()
        workspace.close()


def _shown(desk: Desk, text: str) -> AgreementText:
    """An agreement with this text, open in the window."""
    agreement = desk.commit("Messung", start_agreement("Vereinbarung"))
    [version] = version_rows(desk.view, agreement.id)
    desk.commit("Messung", clause_paste.paste(version.id, None, text))
    view = AgreementText(desk)
    view.resize(1200, 900)
    desk.changed.connect(lambda _step: view.show_version(desk.view, version))
    view.show_version(desk.view, version)
    view.show()
    QCoreApplication.processEvents()
    return view


def _keys(view: AgreementText) -> Iterator[Ratio]:
    rows = view.page.rows
    view.writing.edit(Spot(rows[len(rows) // 2].id, "text"))
    QCoreApplication.processEvents()
    times = _typed(view)
    loop = f"calibration loop {calibration() * 1000:.1f} ms"
    note = f"{len(rows)} parts, slowest {max(times) * 1000:.1f} ms, {loop}"
    yield Ratio("a key in an agreement of 200 § / 16 ms", statistics.median(times), KEY_SECONDS, 1, note)


def _typed(view: AgreementText) -> list[float]:
    """Seconds of each key while words are typed."""
    word = "Kostenverteilung "
    return [
        worked(lambda sign=sign: _press(view, 0, sign))  # type: ignore[misc]
        for sign in (word * KEYS)[:KEYS]
    ]


def _long(desk: Desk, view: AgreementText) -> Ratio:
    """A key in the middle of a paragraph of 10 000 words."""
    row = view.page.rows[-1]
    desk.commit("Messung", edit_clause(row.id, text=SENTENCE * LONG_SENTENCES))
    view.writing.edit(Spot(row.id, "text"))
    view.page.editor.set_place(len(SENTENCE) * LONG_SENTENCES // 2)
    view.page.ensure_spot_visible()
    QCoreApplication.processEvents()
    times = _typed(view)
    words = len(view.page.editor.raw().split())
    note = f"{words} words, slowest {max(times) * 1000:.1f} ms"
    return Ratio(
        "a key in a paragraph of 10 000 words / 16 ms", statistics.median(times), KEY_SECONDS, 1, note
    )


def _steps(desk: Desk, view: AgreementText) -> Iterator[Ratio]:
    saving, splitting = [], []
    for _ in range(STEPS):
        _press(view, 0, "x")
        saving.append(worked(lambda: _done(desk.flush)))
        splitting.append(worked(lambda: _press(view, Qt.Key.Key_Return, "\r")))
        _press(view, 0, "y")
    yield Ratio("save after the pause / 150 ms", statistics.median(saving), STEP_SECONDS, 1)
    yield Ratio("Return, the next Absatz / 150 ms", statistics.median(splitting), STEP_SECONDS, 1)
    pasted = _text(PASTED_WORDS // (10 * ABSAETZE * 6), 6)
    paste = worked(lambda: _done(lambda: view.writing.take(pasted)))
    parts = len(view.page.rows)
    yield Ratio("paste 150 000 words / 2 s", paste, PASTE_SECONDS, 1, f"{parts} parts then")


def _press(view: AgreementText, key: int, sign: str) -> None:
    press = QKeyEvent(QEvent.Type.KeyPress, key or ord(sign.upper()), Qt.KeyboardModifier.NoModifier, sign)
    QCoreApplication.sendEvent(view.page.editor, press)
    QCoreApplication.processEvents()


def _done(work: Callable[[], object]) -> None:
    work()
    QCoreApplication.processEvents()


def _text(clauses: int, sentences: int) -> str:
    lines = []
    for number in range(1, clauses + 1):
        lines.append(f"§ {number} Regelung {number}")
        lines += [f"({place}) {SENTENCE * sentences}" for place in range(1, ABSAETZE + 1)]
    return "\n".join(lines)


def _rows() -> Iterator[Cooperation | Municipality]:
    yield Cooperation(id="c" * 32, name="Messung")
    for number, key in enumerate(sequence(4)):
        yield Municipality(
            id=f"{number + 1:032x}",
            code=f"M{number}",
            name=f"Kommune {number}",
            kind=MunicipalityKind.TOWN,
            order=key,
        )
