"""Embedded files: equal bytes under an equal name are kept once, and as long as anything refers to them."""

import hashlib

from ozgdesk.domain.registry import referrers
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.transaction import Transaction

LARGEST_FILE = 20_000_000
"""Bytes; larger files are referred to instead of embedded."""


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
