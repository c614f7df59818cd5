"""Which version of which agreement is given out, and what it is compared with: rows of the export dialog."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QFormLayout

from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.view import View
from ozgdesk.exchange.format import TextWish
from ozgdesk.present.agreement_document import chosen_agreement, current_version

WITHOUT = "Ohne Vergleich"


class TextChoice(QObject):
    """`wish` is what is chosen now, None while there is no version at all.

    It begins with the version that was looked at, else with the current one of the newest agreement.
    """

    def __init__(self, view: View, form: QFormLayout, version_id: str = "") -> None:
        super().__init__(form)
        self._view = view
        self._form = form
        self.version = QComboBox()
        self.former = QComboBox()
        self.author = QComboBox()
        for row in _versions(view):
            agreement = view.snapshot.get(Agreement, row.agreement_id)
            self.version.addItem(f"{row.name} – {agreement.short_title or agreement.title}", row.id)
        for town in view.municipalities:
            self.author.addItem(f"{town.name} ({town.code})", town.id)
        for text, box in (
            ("Fass&ung", self.version),
            ("&Vergleichen mit", self.former),
            ("Än&derungen von", self.author),
        ):
            box.setAccessibleName(text.replace("&", ""))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(30)
            form.addRow(text, box)
        self.version.setCurrentIndex(max(self.version.findData(version_id or _newest(view)), 0))
        self.version.currentIndexChanged.connect(self._offer_former)
        self.former.currentIndexChanged.connect(self._offer_author)
        self._offer_former()

    @property
    def wish(self) -> TextWish | None:
        """The version, the one it is compared with, and whose changes these are."""
        if self.version.count() == 0:
            return None
        former = self.former.currentData()
        author = self.author.currentData() if former is not None else None
        return TextWish(self.version.currentData(), former, author)

    def show_rows(self, is_shown: bool) -> None:
        """Show the rows only for formats that hold the text of an agreement."""
        for box in (self.version, self.former, self.author):
            self._form.setRowVisible(box, is_shown)
        self._offer_author()

    def _offer_former(self) -> None:
        """The other versions of the same agreement."""
        chosen = self._view.snapshot.find(AgreementVersion, self.version.currentData())
        self.former.clear()
        self.former.addItem(WITHOUT, None)
        for row in _versions(self._view):
            if chosen is not None and row.agreement_id == chosen.agreement_id and row.id != chosen.id:
                self.former.addItem(row.name, row.id)

    def _offer_author(self) -> None:
        """Nobody signs where nothing is compared."""
        self.author.setEnabled(self.former.currentData() is not None)


def _versions(view: View) -> list[AgreementVersion]:
    order = {row.id: row.order for row in view.snapshot.all(Agreement)}
    rows = view.snapshot.all(AgreementVersion)
    return sorted(rows, key=lambda row: (order[row.agreement_id], row.agreement_id, row.order, row.id))


def _newest(view: View) -> str | None:
    agreement = chosen_agreement(view, None, None)
    version = current_version(view, agreement.id) if agreement is not None else None
    return version.id if version is not None else None
