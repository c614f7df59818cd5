"""Handing a file to the mail program: as an attachment where the system can, else the text of a message.

On Linux `xdg-email` attaches. Elsewhere a link of the kind `mailto:` carries subject and text, never a file.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_PROGRAM = "xdg-email"
_PATIENCE_SECONDS = 60


class NotMailed(Exception):
    """No mail program took the message; the text is one German sentence."""


def can_attach() -> bool:
    """Whether this system hands files to its mail program."""
    return sys.platform.startswith("linux") and shutil.which(_PROGRAM) is not None


def mail_file(path: Path, subject: str) -> None:
    """Open a new message with the file attached; waits for the mail program, so not in the GUI thread."""
    call = [_PROGRAM, "--utf8", "--subject", subject, "--attach", str(path)]
    try:
        subprocess.run(call, check=True, timeout=_PATIENCE_SECONDS, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotMailed(
            "Es ist kein E-Mail-Programm eingerichtet; bitte speichern Sie das Blatt und hängen Sie es an."
        ) from error


def write_mail(subject: str, text: str) -> bool:
    """Open a new message with subject and text; false when no mail program is set up."""
    link = f"mailto:?subject={quote(subject)}&body={quote(text)}"
    return QDesktopServices.openUrl(QUrl.fromEncoded(link.encode()))
