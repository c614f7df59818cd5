"""The register of formats."""

from ozgdesk.exchange import (
    csv_table,
    docx_writing,
    feedback_xlsx,
    gan_writing,
    ics,
    mspdi_writing,
    oparl_writing,
    paper_docx,
    xlsx,
)
from ozgdesk.exchange.format import Format

__all__ = ["FORMATS", "Format", "format_named"]

FORMATS: tuple[Format, ...] = (
    xlsx.FORMAT,
    csv_table.FORMAT,
    ics.FORMAT,
    mspdi_writing.FORMAT,
    gan_writing.FORMAT,
    feedback_xlsx.FORMAT,
    docx_writing.FORMAT,
    oparl_writing.FORMAT,
    paper_docx.FORMAT,
)


def format_named(key: str) -> Format:
    """The format with this key; KeyError when there is none."""
    return {found.key: found for found in FORMATS}[key]
