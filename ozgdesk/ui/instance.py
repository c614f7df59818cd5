"""One window per desk: a second start hands its file to the first and ends, through a local pipe."""

import hashlib
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

_PATIENCE_MS = 2_000
_ANSWER = b"ok"


def pipe_name(data_dir: Path) -> str:
    """The name of the pipe for a data folder, so that other folders and users have their own windows."""
    return "ozgdesk-" + hashlib.sha256(str(data_dir.resolve()).casefold().encode()).hexdigest()[:16]


def hand_over(name: str, file: Path | None) -> bool:
    """Ask the window that listens there to come forward with this file; false when none answers.

    A window that hangs does not answer in time: then this start goes its own way, and the lock of the file
    keeps both from writing.
    """
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    _allow_foreground()
    socket.write((str(file or "") + "\n").encode("utf-8"))
    socket.flush()
    return socket.waitForReadyRead(_PATIENCE_MS) and bytes(socket.readAll().data()) == _ANSWER


class Instance(QObject):
    """Listens for further starts: `called` carries the Path they were given, or None."""

    called = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # what a killed process left; nobody answered there
            if not self._server.listen(name):
                _log.warning("no pipe for further starts: %s", self._server.errorString())

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_connected(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.readyRead.connect(lambda: self._on_words(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.canReadLine():
            self._on_words(socket)

    def _on_words(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        text = bytes(socket.readLine().data()).decode("utf-8", errors="replace").rstrip("\n")
        socket.write(_ANSWER)
        socket.flush()
        self.called.emit(Path(text) if text else None)


def _allow_foreground() -> None:
    """Windows lets only the program in front pass the front on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
