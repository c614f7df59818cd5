"""Beginning an agreement: the alternatives of a first draft from the library, and what it will contain."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.domain.skeleton import DEFAULT_MONTHS, DEFAULT_YEARS, SkeletonChoices
from ozgdesk.domain.vocabulary import CostKey, LegalForm, NoticeTo
from ozgdesk.formats import count
from ozgdesk.present.clause_library import draft_outline, likely_form
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label

_USUAL = SkeletonChoices()
_MOST_YEARS = 30
_MONTHS = (1, 2, 3, 6, 9, 12, 18, 24, 36)
_WHAT = (
    "Die Bausteine sind für dieses Programm geschrieben und keine Rechtsberatung. Jeder Satz lässt sich "
    "danach ändern; was die Vereinbarung schon nennt, bleibt."
)
_LONG = (
    "Unbefristet oder länger als zehn Jahre: Die Kündigung muss geregelt sein (§\u00a024 Abs.\u00a03 KGG)."
)
_FORM_TIP = "Nur Vertragsaufgaben ohne Rechtsform; eine schon gewählte bleibt."


class SkeletonDialog(QDialog):
    """Accepted by "Entwurf schreiben", or with a `title` also by "Ohne Text anlegen" (`is_empty`).

    `forms` are the legal forms of the Vertragsaufgaben; the one they share is chosen beforehand, like what
    the agreement states already (`stated`).
    """

    def __init__(
        self,
        title: str | None,
        forms: Sequence[LegalForm],
        stated: SkeletonChoices = _USUAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vereinbarung aus der Bibliothek")
        self.is_empty = False
        self.title = QLineEdit(title or "")
        self.title.setAccessibleName("Titel der Vereinbarung")
        self.form = _Choice(
            "Rechtsform",
            [
                ("Mandatierung", LegalForm.MANDATE),
                ("Delegation", LegalForm.DELEGATION),
                ("je Aufgabe oder offen", LegalForm.NOT_STATED),
            ],
        )
        self.form.choose(likely_form(forms))
        open_forms = sum(form is LegalForm.NOT_STATED for form in forms)
        number = count(open_forms, "Vertragsaufgabe", "Vertragsaufgaben")
        self.sets_form = QCheckBox(f"auch für {number} ohne Rechtsform eintragen")
        self.sets_form.setToolTip(_FORM_TIP)
        self.sets_form.setVisible(open_forms > 0)
        self._make_questions(stated)
        self.hint = plain_label("small", _LONG)
        self.outline = QListWidget()
        self.outline.setAccessibleName("Gliederung des Entwurfs")
        self.outline.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.outline.setMinimumWidth(theme.step(85))
        self.outline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make_buttons(is_new=title is not None)
        self._lay_out(is_new=title is not None)
        self._connect()
        self._refresh()

    @property
    def choices(self) -> SkeletonChoices:
        """What is chosen at the moment."""
        chosen_form = self.form.value
        return SkeletonChoices(
            form=chosen_form,
            cost_key=self.cost_key.value,
            is_open=self.is_open.value,
            is_mutual=self.is_mutual.value,
            years=self.years.currentData() if self.is_limited.value else None,
            months=self.months.currentData() if self.months.isEnabled() else None,
            notice_to=NoticeTo(self.notice_to.currentData()),
            sets_form=self.sets_form.isChecked() and chosen_form is not LegalForm.NOT_STATED,
        )

    def _make_questions(self, stated: SkeletonChoices) -> None:
        self.cost_key = _Choice(
            "Kosten",
            [
                ("gleiche Teile", CostKey.EQUAL),
                ("Einwohner", CostKey.POPULATION),
                ("fester Schlüssel", CostKey.FIXED),
            ],
        )
        self.cost_key.choose(stated.cost_key)
        self.is_open = _Choice("Weitere Kommunen", [("Öffnungsklausel", True), ("keine Öffnung", False)])
        self.is_mutual = _Choice("Vertretung", [("gegenseitig", True), ("im eigenen Haus", False)])
        self.is_limited = _Choice("Laufzeit", [("befristet", True), ("unbefristet", False)])
        self.is_limited.choose(stated.years is not None)
        most = max(_MOST_YEARS, stated.years or 0)
        years = [(count(number, "Jahr", "Jahre"), number) for number in range(1, most + 1)]
        self.years = _box("Laufzeit in Jahren", years, stated.years or DEFAULT_YEARS)
        self.has_notice = _Choice("Kündigung", [("mit Frist", True), ("nur wichtiger Grund", False)])
        self.has_notice.choose(stated.has_notice)
        usual = sorted({*_MONTHS, stated.months or DEFAULT_MONTHS})
        months = [(count(number, "Monat", "Monate"), number) for number in usual]
        self.months = _box("Kündigungsfrist in Monaten", months, stated.months or DEFAULT_MONTHS)
        days = [(f"zum {label(to)}", to) for to in NoticeTo if to.value.endswith("_end")]
        self.notice_to = _box("Kündigung zum", [*days, ("zu jedem Tag", NoticeTo.ANY_DAY)], stated.notice_to)

    def _make_buttons(self, *, is_new: bool) -> None:
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.write = self.buttons.addButton("Entwurf &schreiben", role.AcceptRole)
        self.write.setDefault(True)
        self.buttons.addButton("&Abbrechen", role.RejectRole)
        self.bare = self.buttons.addButton("&Ohne Text anlegen", role.ActionRole) if is_new else None
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        if self.bare is not None:
            self.bare.clicked.connect(self._on_bare)

    def _on_bare(self) -> None:
        self.is_empty = True
        self.accept()

    def _connect(self) -> None:
        for choice in (
            self.form,
            self.cost_key,
            self.is_open,
            self.is_mutual,
            self.is_limited,
            self.has_notice,
        ):
            choice.group.buttonToggled.connect(self._refresh)
        self.years.currentIndexChanged.connect(self._refresh)
        self.title.textChanged.connect(self._refresh)

    def _refresh(self) -> None:
        self.years.setEnabled(self.is_limited.value)
        needs_notice = (
            not self.is_limited.value or SkeletonChoices(years=self.years.currentData()).needs_notice
        )
        if needs_notice and not self.has_notice.value:
            self.has_notice.choose(True)
        self.has_notice.group.buttons()[1].setEnabled(not needs_notice)
        for field in (self.months, self.notice_to):
            field.setEnabled(self.has_notice.value)
        self.hint.setVisible(needs_notice)
        self.sets_form.setEnabled(self.form.value is not LegalForm.NOT_STATED)
        for button in filter(None, (self.write, self.bare)):
            button.setEnabled(bool(self.title.text().strip()) or self.title.isHidden())
        lines = draft_outline(self.choices)
        if [self.outline.item(row).text() for row in range(self.outline.count())] != list(lines):
            self.outline.clear()
            self.outline.addItems(lines)

    def _lay_out(self, *, is_new: bool) -> None:
        left = QGridLayout()
        left.setHorizontalSpacing(theme.step(4))
        left.setVerticalSpacing(theme.step(2))
        self.title.setVisible(is_new)
        if is_new:
            named = QLabel("&Titel")
            named.setBuddy(self.title)
            left.addWidget(named, 0, 0)
            left.addWidget(self.title, 0, 1, 1, 3)
        for place, (choice, extras) in enumerate(self._lines(), 1):
            left.addWidget(choice.name, 2 * place, 0)
            for column, widget in enumerate((*choice.group.buttons(), *extras), 1):
                left.addWidget(widget, 2 * place, column)
        left.addWidget(self.sets_form, 3, 1, 1, 3)
        left.addWidget(self.notice_to, 13, 3)
        left.addWidget(self.hint, 14, 1, 1, 3)
        left.setColumnStretch(3, 1)
        left.setRowStretch(15, 1)
        right = QVBoxLayout()
        right.addWidget(plain_label("heading", "Gliederung des Entwurfs"))
        right.addWidget(self.outline, 1)
        both = QHBoxLayout()
        both.setSpacing(theme.step(6))
        both.addLayout(left, 1)
        both.addLayout(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(4))
        layout.addWidget(plain_label("", _WHAT))
        layout.addLayout(both, 1)
        layout.addWidget(self.buttons)
        self.resize(theme.step(220), theme.step(160))

    def _lines(self) -> list[tuple["_Choice", Sequence[QWidget]]]:
        return [
            (self.form, ()),
            (self.cost_key, ()),
            (self.is_open, ()),
            (self.is_mutual, ()),
            (self.is_limited, (self.years,)),
            (self.has_notice, (self.months,)),
        ]


class _Choice:
    """A question with radio buttons, the first one chosen."""

    def __init__(self, name: str, answers: Sequence[tuple[str, Any]]) -> None:
        self.name = QLabel(name)
        self.group = QButtonGroup(self.name)
        self._values = [value for _, value in answers]
        for position, (words, _) in enumerate(answers):
            button = QRadioButton(words, self.name)
            button.setAccessibleName(f"{name}: {words}")
            self.group.addButton(button, position)
        self.group.button(0).setChecked(True)

    @property
    def value(self) -> Any:
        """The chosen answer."""
        return self._values[self.group.checkedId()]

    def choose(self, value: Any) -> None:
        """Choose an answer."""
        self.group.button(self._values.index(value)).setChecked(True)


def _box(name: str, answers: Sequence[tuple[str, Any]], chosen: Any) -> QComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    for words, value in answers:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(chosen))
    return box
