"""What other programs put on the clipboard, as plain text."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment


def pasted_text(source: QMimeData) -> str:
    """The text of a clipboard; that of a web page or a mail where nothing plainer lies there."""
    if source.text().strip() or not source.hasHtml():
        return source.text()
    return QTextDocumentFragment.fromHtml(source.html()).toPlainText()
