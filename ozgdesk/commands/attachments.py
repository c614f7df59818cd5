"""Embedded files: equal bytes under an equal name are kept once, and as long as anything refers to them."""

import hashlib
from typing import TypeVar

from ozgdesk.commands import records
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import referrers
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.transaction import Command, Transaction

E = TypeVar("E", bound=Entity)

LARGEST_FILE = 20_000_000
"""Bytes; larger files are referred to instead of embedded."""


def embed_file(kind: type[E], id_: str, field: str, file_name: str, content: bytes) -> Command[E]:
    """Keep the bytes of a file and let `field` of a row show them; equal bytes are kept once.

    Raises RuleViolation `file_too_large` above 20 MB, or what the row says to such a file.
    """
    return lambda tx: _show(tx, kind, id_, field, keep_file(tx, file_name, content).id)


def remove_file(kind: type[E], id_: str, field: str) -> Command[E]:
    """Take the embedded file out of `field` of a row; it goes when nothing else shows it."""
    return lambda tx: _show(tx, kind, id_, field, None)


def _show(tx: Transaction, kind: type[E], id_: str, field: str, attachment_id: str | None) -> E:
    before = getattr(tx.get(kind, id_), field)
    row = records.edit(kind, id_, **{field: attachment_id})(tx)
    if before is not None and before != attachment_id:
        drop_file(tx, before)
    return row


def keep_file(tx: Transaction, file_name: str, content: bytes) -> Attachment:
    """The attachment that holds these bytes. Raises RuleViolation `file_too_large` above 20 MB."""
    if len(content) > LARGEST_FILE:
        raise RuleViolation("file_too_large")
    digest = hashlib.sha256(content).hexdigest()
    for file in tx.all(Attachment):
        if (file.sha256, file.file_name) == (digest, file_name):
            return file
    return tx.insert(Attachment(id=tx.new_id(), file_name=file_name, sha256=digest, content=content))


def drop_file(tx: Transaction, attachment_id: str) -> None:
    """Remove a file nothing refers to any more."""
    if not any(tx.having(kind, field, attachment_id) for kind, field in referrers(Attachment)):
        tx.delete(Attachment, attachment_id)
