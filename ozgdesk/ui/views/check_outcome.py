"""What the check computes before it finds anything: procedure, supervisor and signatures, with reasons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ozgdesk.present.legal_check import CheckPlace
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.plain_label import plain_label


class CheckOutcome(QFrame):
    """Three lines: name, result, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "facts")
        self.setAccessibleName("Berechnet")
        self._lines = [(plain_label("strong"), plain_label("muted")) for _ in range(4)]
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.step(3), theme.step(2), theme.step(3), theme.step(2))
        grid.setHorizontalSpacing(theme.step(4))
        grid.setVerticalSpacing(theme.step(1))
        names = ("Fassung", "Verfahren", "Aufsichtsbehörde", "Unterschriften")
        for row, (name, labels) in enumerate(zip(names, self._lines, strict=True)):
            grid.addWidget(_name(name), row, 0)
            for column, label in enumerate(labels, 1):
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, row, column)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)

    def show_place(self, checked: CheckPlace) -> None:
        """Show what follows for one agreement."""
        authority = checked.effect.supervisor
        given = sum(row.given for row in checked.signing)
        needed = sum(row.needed for row in checked.signing)
        each = ", ".join(f"{row.municipality.code} {row.text}" for row in checked.signing)
        texts = (
            (checked.version or "kein Text erfasst", checked.summary),
            (checked.effect.procedure_text, " ".join(checked.procedure_reasons)),
            (authority.text, " ".join(part for part in (authority.law, authority.note) if part)),
            (f"{given} von {needed}", f"{each} (zwei je Kommune)" if each else ""),
        )
        for labels, words in zip(self._lines, texts, strict=True):
            for label, text in zip(labels, words, strict=True):
                label.setText(text)


def _name(text: str) -> QLabel:
    label = plain_label("muted", text)
    label.setWordWrap(False)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
