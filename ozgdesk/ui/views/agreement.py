"""The place Vereinbarung: which agreement, whether it is effective, and the pages that show and change it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ozgdesk.commands import agreements
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.drafting import ChangeReason, Remark
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.view import View
from ozgdesk.present.agreement import VersionRow, agreement_rows
from ozgdesk.present.agreement_text import enumerated, unknown_fields
from ozgdesk.texts import steps
from ozgdesk.texts.agreements import COPY_NAME
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.agreement_choice import chosen_agreement, chosen_version
from ozgdesk.ui.views.agreement_head import AgreementHead
from ozgdesk.ui.views.agreement_text import FROZEN, AgreementText
from ozgdesk.ui.views.clause_library import begin_agreement, write_draft
from ozgdesk.ui.views.effect_banner import EffectBanner, keep_folding
from ozgdesk.ui.views.pages import Pages

FROZEN_WITH_GAPS = (
    "Die Fassung ist eingefroren, aber im Text fehlen Angaben: {gaps}. Strg+Z nimmt es zurück; tragen Sie "
    "die Angaben dann bei der Vereinbarung ein."
)


class AgreementView(QWidget):
    """Wires head, banner and pages to the desk, which remembers what is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.head = AgreementHead(self._actions(), self)
        self.banner = EffectBanner(self)
        keep_folding(desk, self.banner)
        self.pages = Pages(desk, "agreement", self)
        self._stack = QStackedWidget(self)
        self._set_up()
        desk.agreement_chosen.connect(lambda: self.show_view(desk.view))
        self.head.agreement_chosen.connect(self._choose_agreement)
        self.banner.reason_picked.connect(lambda kind, id_: desk.pick(BY_TABLE[kind], id_))

    @property
    def help_text(self) -> str:
        """What the page that is seen is for."""
        return self.pages.help_text

    @property
    def sheet(self) -> str:
        """The sheet that Strg+P previews from the page that is seen."""
        return self.pages.sheet

    def show_page(self, key: str) -> None:
        """Turn to a page; KeyError when there is none."""
        self.pages.show_page(key)

    def show_view(self, view: View) -> None:
        """Show the project; agreement and version stay chosen."""
        row = chosen_agreement(self._desk)
        self._stack.setCurrentIndex(0 if row is None else 1)
        version = chosen_version(self._desk, row)
        self._desk.agreement_id = row.id if row else ""
        self._desk.version_id = version.id if version else ""
        self.head.show_agreements(agreement_rows(view, with_text=False).agreements, row)
        self.banner.show_effect(row.effect if row else None)
        if row is not None:
            self.pages.show_view(view)
        self._enable_actions(version)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring an agreement, or something that belongs to one, into sight."""
        entity = self._desk.snapshot.find(kind, id_)
        if entity is None:
            return False
        if isinstance(entity, Agreement):
            self._choose_agreement(id_)
            return True
        if isinstance(entity, AgreementVersion):
            self._desk.look_at_agreement(entity.agreement_id, entity.id)
            return True
        if isinstance(entity, Clause | ChangeReason | Remark):
            version = self._desk.snapshot.get(AgreementVersion, entity.version_id)
            is_elsewhere = version.agreement_id != self._desk.agreement_id
            if is_elsewhere or not isinstance(entity, Remark):  # remarks are listed whatever version is seen
                self._desk.look_at_agreement(version.agreement_id, version.id)
        elif getattr(entity, "agreement_id", None) not in (None, self._desk.agreement_id):
            self._desk.look_at_agreement(getattr(entity, "agreement_id", ""), "")
        return self.pages.select(kind, id_)

    def find_here(self) -> None:
        """Search on the page that is seen, where it can; else in the text."""
        if not hasattr(self.pages.shown(), "find_here"):
            self.show_page("text")
        self.pages.find_here()

    def _choose_agreement(self, id_: str) -> None:
        if self._desk.flush():
            self._desk.look_at_agreement(id_, "")
            self._desk.pick(Agreement, id_)

    def _version(self) -> VersionRow | None:
        return chosen_version(self._desk, chosen_agreement(self._desk))

    def _set_up(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.banner):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(whole)
        self.setFocusProxy(self.pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _make_empty(self) -> QWidget:
        page = QWidget(self._stack)
        column = QVBoxLayout(page)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QLabel(
            "Hier steht die öffentlich-rechtliche Vereinbarung: ihr Text in Fassungen, die Unterschriften "
            "und ob sie wirksam ist.",
            page,
        )
        words.setWordWrap(True)
        words.setFixedWidth(theme.step(110))
        theme.look(words, "muted")
        start = QPushButton("Vereinbarung anlegen …", page)
        start.setMinimumWidth(theme.step(48))
        theme.look(start, "primary")
        start.clicked.connect(self._start)
        column.addWidget(words)
        column.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _actions(self) -> list[QAction | None]:
        def action(name: str, text: str, run: Callable[[], object]) -> QAction:
            found = QAction(icon(name), text, self)
            found.triggered.connect(lambda: run())
            return found

        self._copy = action("copy", "Fassung &kopieren", self._copy_version)
        self._freeze = action("lock", "Fassung ein&frieren", self._freeze_version)
        self._current = action("check", "Als &maßgeblich kennzeichnen", self._make_current)
        self._remove = action("delete", "Fassung &löschen", self._delete_version)
        self._draft = action("clause", "Entwurf aus der &Bibliothek …", self._write_draft)
        self._keep = action("save", "&Paragraf in die Bibliothek übernehmen …", self._keep_current)
        self._give_out = action("external", "Als &Word-Dokument ausgeben …", self._export)
        take_in = action("open", "Word-Dokument &einlesen …", self._desk.asked_for_text.emit)
        start = action("add", "&Neue Vereinbarung …", self._start)
        changes = [self._copy, self._freeze, self._current, self._remove]
        exchange = [self._give_out, take_in]
        return [*changes, None, *exchange, None, self._draft, self._keep, None, start]

    def _enable_actions(self, version: VersionRow | None) -> None:
        is_frozen = version is not None and version.frozen_on is not None
        self._copy.setEnabled(version is not None)
        self._give_out.setEnabled(version is not None)
        self._draft.setEnabled(bool(self._desk.agreement_id))
        self._keep.setEnabled(version is not None)
        self._freeze.setEnabled(version is not None and not is_frozen)
        self._current.setEnabled(version is not None and not version.is_current)
        self._remove.setEnabled(version is not None and not is_frozen)

    def _start(self) -> None:
        made = begin_agreement(self._desk, self)
        if made is not None:
            self._show_version(made)

    def _write_draft(self) -> None:
        made = write_draft(self._desk, self._desk.agreement_id, self)
        if made is not None:
            self._show_version(made)

    def _keep_current(self) -> None:
        self.show_page("text")
        text = self.pages.shown()
        if isinstance(text, AgreementText):
            text.keep_current()

    def _export(self) -> None:
        """Give out the version that is seen, also where nobody chose it."""
        row = chosen_agreement(self._desk)
        version = chosen_version(self._desk, row)
        if row is not None and version is not None:
            self._desk.look_at_agreement(row.id, version.id)
            self._desk.asked_for_export.emit("docx")

    def _copy_version(self) -> None:
        version = self._version()
        if version is not None:
            name = COPY_NAME.format(name=version.name)
            made = self._desk.run(steps.COPY_VERSION, agreements.copy_version(version.id, name))
            if made is not None:
                self._show_version(made)

    def _show_version(self, version: AgreementVersion) -> None:
        self._desk.look_at_agreement(version.agreement_id, version.id)
        self._desk.pick(AgreementVersion, version.id)

    def _freeze_version(self) -> None:
        """Freeze the version; what it could not fill is named, so that it can be taken back at once."""
        if not self._desk.flush():
            return
        version = self._desk.snapshot.find(AgreementVersion, self._desk.version_id)
        gaps = unknown_fields(self._desk.view, version) if version is not None else ()
        command = agreements.freeze_version(self._desk.version_id)
        if self._desk.run(steps.FREEZE_VERSION, command) is not None:
            self._desk.tell(FROZEN_WITH_GAPS.format(gaps=enumerated(gaps)) if gaps else FROZEN)

    def _make_current(self) -> None:
        self._desk.run(steps.MAKE_CURRENT, agreements.make_current(self._desk.version_id))

    def _delete_version(self) -> None:
        self._desk.run(steps.delete(AgreementVersion), agreements.delete_version(self._desk.version_id))
