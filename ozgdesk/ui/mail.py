"""Handing a file to the mail program as an attachment, without sending anything.

On Linux `xdg-email` attaches. Elsewhere the system opens a draft: an `.eml` file that says of itself that
it is unsent, which mail programs show as a message to be completed.
"""

import shutil
import subprocess
import sys
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_PROGRAM = "xdg-email"
_PATIENCE_SECONDS = 60
NO_PROGRAM = "Es ist kein E-Mail-Programm eingerichtet; bitte speichern Sie das Blatt und hängen Sie es an."


class NotMailed(Exception):
    """No mail program took the message; the text is one German sentence."""


def can_attach() -> bool:
    """Whether this system hands files to its mail program without a draft."""
    return sys.platform.startswith("linux") and shutil.which(_PROGRAM) is not None


def mail_file(path: Path, subject: str) -> None:
    """Open a new message with the file attached; waits for the mail program, so not in the GUI thread."""
    call = [_PROGRAM, "--utf8", "--subject", subject, "--attach", str(path)]
    try:
        subprocess.run(call, check=True, timeout=_PATIENCE_SECONDS, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotMailed(NO_PROGRAM) from error


def draft(subject: str, name: str, pdf: bytes) -> bytes:
    """An unsent message without sender and receiver, with a PDF of this name attached (RFC 5322, RFC 2183).

    `X-Unsent` is no standard; Outlook and Thunderbird know it.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = " ".join(subject.split())
    message.set_content(f"Anlage: {name}\n", charset="utf-8")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def open_draft(path: Path) -> None:
    """Let the system show a draft. Raises NotMailed where no program takes it."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise NotMailed(NO_PROGRAM)
