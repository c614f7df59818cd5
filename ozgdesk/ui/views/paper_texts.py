"""The texts of papers: what all share at the left, the own words of one municipality at the right."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ozgdesk.commands import records
from ozgdesk.commands.matters import write_own_text
from ozgdesk.domain.councils import CouncilPaper, Matter
from ozgdesk.domain.paper_forms import TEXT_SECTIONS, SectionKey
from ozgdesk.domain.papers import own_text, shared_text
from ozgdesk.present.council_paper import version_before
from ozgdesk.present.forms import FieldKind, FieldSpec
from ozgdesk.texts import steps
from ozgdesk.texts.paper_forms import PARTS
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.field_row import FieldRow
from ozgdesk.ui.views.chips_field import ChipsField
from ozgdesk.ui.views.clause_words import words_of_fields
from ozgdesk.ui.widgets.plain_label import plain_label

LOCAL = "local_explanation"
_SPEECH = {"summary": "Sprechzettel: Worum geht es?", "questions": "Sprechzettel: mögliche Fragen"}
_LOCAL_LABEL = "Dahinter, nur hier"
_LIKE_SHARED = "wie für alle"
_EMPTY = "noch kein Text"
_LONGEST_LABEL = 26
"""Signs of a placeholder: its label must fit into a narrow column."""


@dataclass(frozen=True, slots=True)
class _Share:
    """The button that makes the own words of a section those of all."""

    section: SectionKey
    button: QPushButton


class PaperTexts(QScrollArea):
    """Editors that save themselves like the fields of the inspector. `share_wanted` carries a section."""

    share_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matter_id = ""
        self._paper_id = ""
        self.shared: dict[str, FieldRow] = {}
        self.own: dict[str, FieldRow] = {}
        self._shares: list[_Share] = []
        self._town = QLabel()
        self._grid = QGridLayout()
        self._lay_out()
        detach = [desk.attach_editor(row.flush) for row in (*self.shared.values(), *self.own.values())]
        self.destroyed.connect(lambda: [take_off() for take_off in detach])

    def show_paper(self, matter: Matter | None, paper: CouncilPaper | None, town: str) -> None:
        """Show the texts of a matter and of one of its papers; what is being typed stays."""
        is_other = (matter.id if matter else "", paper.id if paper else "") != (
            self._matter_id,
            self._paper_id,
        )
        self._matter_id = matter.id if matter else ""
        self._paper_id = paper.id if paper else ""
        self._town.setText(f"Eigene Worte: {town}" if town else "Eigene Worte")
        self._set_words(matter, paper)
        for name, row in self.shared.items():
            _fill(row, getattr(matter, name) if matter else "", is_other)
            row.setEnabled(matter is not None)
        for name, row in self.own.items():
            _fill(row, getattr(paper, name) if paper else "", is_other)
            row.setEnabled(paper is not None)
            if name != LOCAL and isinstance(row.field, ChipsField):
                is_shared = bool(shared_text(matter, SectionKey(name)))
                row.field.text.setPlaceholderText(_LIKE_SHARED if is_shared else _EMPTY)
        for share in self._shares:
            has_words = matter is not None and paper is not None and bool(own_text(paper, share.section))
            share.button.setVisible(has_words)

    def _set_words(self, matter: Matter | None, paper: CouncilPaper | None) -> None:
        """Let placeholders read as what they say in the version that lies before the bodies."""
        view = self._desk.view
        version_id = version_before(view, paper.id) if paper else matter.version_id if matter else None
        for rows, subject in ((self.shared, matter), (self.own, paper)):
            agreement_id = subject.agreement_id if subject else None
            words_of = words_of_fields(view, agreement_id, version_id, _LONGEST_LABEL)
            for row in rows.values():
                if isinstance(row.field, ChipsField):
                    row.field.set_words(words_of)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid.setContentsMargins(theme.step(6), theme.step(2), theme.step(4), theme.step(4))
        self._grid.setHorizontalSpacing(theme.step(4))
        self._grid.setVerticalSpacing(theme.step(3))
        for column, heading in enumerate((plain_label("heading", "Für alle Kommunen"), self._town)):
            theme.look(heading, "heading")
            self._grid.addWidget(heading, 0, column)
            self._grid.setColumnStretch(column, 1)
        for place, section in enumerate(TEXT_SECTIONS, 1):
            self._add_section(place, section)
        for place, (name, title) in enumerate(_SPEECH.items(), len(TEXT_SECTIONS) + 1):
            self.shared[name] = _row(title, name, self._write_shared)
            self._grid.addWidget(self.shared[name], place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(len(TEXT_SECTIONS) + len(_SPEECH) + 1, 1)
        content = QWidget()
        content.setLayout(self._grid)
        self.setWidget(content)

    def _add_section(self, place: int, section: SectionKey) -> None:
        name = section.value
        self.shared[name] = _row(PARTS[section], name, self._write_shared)
        self.own[name] = _row(f"{PARTS[section]}, eigener Text", name, self._write_own)
        self._grid.addWidget(self.shared[name], place, 0, Qt.AlignmentFlag.AlignTop)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step(1))
        column.addWidget(self.own[name])
        button = QPushButton("Für alle übernehmen")
        button.setAccessibleName(f"{PARTS[section]} für alle übernehmen")
        button.clicked.connect(partial(self.share_wanted.emit, name))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self._shares.append(_Share(section, button))
        if section is SectionKey.EXPLANATION:
            self.own[LOCAL] = _row(_LOCAL_LABEL, LOCAL, self._write_own)
            column.addWidget(self.own[LOCAL])
        self._grid.addWidget(beside, place, 1, Qt.AlignmentFlag.AlignTop)

    def _write_shared(self, name: str, value: Any) -> None:
        if self._matter_id:
            command = records.edit(Matter, self._matter_id, **{name: value})
            self._desk.commit(steps.edit(Matter), command, merge=True)

    def _write_own(self, name: str, value: Any) -> None:
        if not self._paper_id:
            return
        if name == LOCAL:
            command = records.edit(CouncilPaper, self._paper_id, **{name: value})
        else:
            command = write_own_text(self._paper_id, SectionKey(name), str(value))
        self._desk.commit(steps.edit(CouncilPaper), command, merge=True)


def _row(title: str, name: str, write: Callable[[str, Any], None]) -> FieldRow:
    spec = FieldSpec(name, title, FieldKind.LINES, True, longest=200_000)
    return FieldRow(spec, ChipsField(title), write)


def _fill(row: FieldRow, value: str, is_other: bool) -> None:
    if is_other:
        row.reset(value)
    else:
        row.show_value(value)
