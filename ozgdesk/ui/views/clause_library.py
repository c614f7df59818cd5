"""What the library does for the text in work: insert a clause, keep an own one, begin an agreement."""

from PySide6.QtWidgets import QWidget

from ozgdesk.commands import agreements, records
from ozgdesk.commands.clause_library import (
    Inserted,
    add_version_from_library,
    insert_template,
    save_as_template,
    start_from_library,
    write_skeleton,
)
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.drafting import ClauseTemplate
from ozgdesk.domain.skeleton import stated_choices
from ozgdesk.domain.vocabulary import ClauseTopic
from ozgdesk.present.clause_library import empty_draft, legal_forms
from ozgdesk.texts import steps
from ozgdesk.texts.agreements import AGREEMENT_TITLE
from ozgdesk.texts.labels import label
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.clause_library_dialog import ClauseLibraryDialog
from ozgdesk.ui.views.own_clause_dialog import OwnClauseDialog
from ozgdesk.ui.views.skeleton_dialog import SkeletonDialog

KEPT = "„{name}“ steht jetzt in der Bibliothek und kann überall eingefügt werden."
MISSING = "Der Baustein verweist auf {topics}; das fehlt im Text noch und ist dort gekennzeichnet."


def insert_from_library(
    desk: Desk,
    version_id: str,
    after_id: str | None,
    parent: QWidget,
    topic: ClauseTopic | None = None,
) -> Clause | None:
    """Let the user choose a clause and put it behind the current §; the new part, or None.

    Without `after_id` it goes where its topic usually stands.
    """
    if not desk.flush():
        return None
    dialog = ClauseLibraryDialog(desk.view, topic, parent)
    dialog.change_asked.connect(lambda id_: _change_own(desk, id_, dialog))
    dialog.delete_asked.connect(lambda id_: _delete_own(desk, id_, dialog))
    try:
        template = dialog.chosen if dialog.exec() else None
    finally:
        dialog.deleteLater()
    if template is None:
        return None
    whole = outline(desk.snapshot, version_id)
    node = whole.by_id.get(after_id or "")
    top = (node.path[0] if node.path else node).clause.id if node else None
    made = desk.run(steps.INSERT_TEMPLATE, insert_template(version_id, template, top))
    if made is None:
        return None
    _tell_missing(desk, made)
    return made.rows[0] if made.rows else None


def keep_in_library(desk: Desk, clause_id: str, parent: QWidget) -> None:
    """Ask for a name and keep the § around a part as an own clause."""
    if not desk.flush():
        return
    row = desk.snapshot.find(Clause, clause_id)
    if row is None:
        return
    node = outline(desk.snapshot, row.version_id).by_id[row.id]
    top = (node.path[0] if node.path else node).clause
    dialog = OwnClauseDialog(top.heading or label(top.kind), None, parent)
    try:
        values = dialog.values if dialog.exec() else None
    finally:
        dialog.deleteLater()
    if values is None:
        return
    made = desk.run(steps.KEEP_TEMPLATE, save_as_template(top.id, values["name"], values["note"]))
    if made is not None:
        desk.tell(KEPT.format(name=made.name))


def begin_agreement(desk: Desk, parent: QWidget) -> AgreementVersion | None:
    """Ask what a new agreement shall contain and write its first draft; its version, or None."""
    if not desk.flush():
        return None
    dialog = SkeletonDialog(AGREEMENT_TITLE, legal_forms(desk.view), parent=parent)
    try:
        if not dialog.exec():
            return None
        title, choices, is_empty = dialog.title.text().strip(), dialog.choices, dialog.is_empty
    finally:
        dialog.deleteLater()
    if is_empty:
        bare = desk.run(steps.create(Agreement), agreements.start_agreement(title))
        rows = desk.snapshot.all(AgreementVersion)
        return next((row for row in rows if bare is not None and row.agreement_id == bare.id), None)
    return desk.run(steps.WRITE_SKELETON, start_from_library(title, choices))


def write_draft(desk: Desk, agreement_id: str, parent: QWidget) -> AgreementVersion | None:
    """Ask for the alternatives and write a draft into an empty version of an agreement, or into a new one."""
    if not desk.flush():
        return None
    agreement = desk.snapshot.get(Agreement, agreement_id)
    forms = legal_forms(desk.view, agreement_id)
    dialog = SkeletonDialog(None, forms, stated_choices(agreement), parent)
    try:
        choices = dialog.choices if dialog.exec() else None
    finally:
        dialog.deleteLater()
    if choices is None:
        return None
    version = empty_draft(desk.view, agreement)
    if version is None:
        return desk.run(steps.WRITE_SKELETON, add_version_from_library(agreement_id, choices))
    done = desk.run(steps.WRITE_SKELETON, write_skeleton(version.id, choices))
    return version if done is not None else None


def _change_own(desk: Desk, id_: str, dialog: ClauseLibraryDialog) -> None:
    row = desk.snapshot.get(ClauseTemplate, id_)
    own = OwnClauseDialog(row.name, row, dialog)
    try:
        values = own.values if own.exec() else None
    finally:
        own.deleteLater()
    if values is not None:
        desk.run(steps.edit(ClauseTemplate), records.edit(ClauseTemplate, id_, **values))
        dialog.show_view(desk.view)


def _delete_own(desk: Desk, id_: str, dialog: ClauseLibraryDialog) -> None:
    desk.run(steps.delete(ClauseTemplate), records.delete(ClauseTemplate, id_))
    dialog.show_view(desk.view)


def _tell_missing(desk: Desk, made: Inserted) -> None:
    if made.missing:
        topics = ", ".join(f"„{label(topic)}“" for topic in dict.fromkeys(made.missing))
        desk.tell(MISSING.format(topics=topics))
