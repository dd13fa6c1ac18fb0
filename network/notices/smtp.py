"""A conversation with a mail server that ends in time, and that knows whether the message itself was on its way."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from threading import Timer

# For each reply. The whole conversation must end well within a task (workers/celery_app.py).
REPLY_SECONDS = 10
MOST_SECONDS = 45


class Conversation(smtplib.SMTP):
    """From the greeting on it lasts MOST_SECONDS at most, however slowly the server speaks."""

    is_going_over = False
    _watch: Timer | None = None

    def getreply(self) -> tuple[int, bytes]:
        if self._watch is None and self.sock is not None:
            self._watch = Timer(MOST_SECONDS, self._hang_up)
            self._watch.daemon = True
            self._watch.start()
        return super().getreply()

    def send(self, s: str | bytes) -> None:  # type: ignore[override]  # the library sends nothing else
        # Commands are sent as text; only the message is bytes.
        self.is_going_over = self.is_going_over or isinstance(s, bytes)
        super().send(s)

    def close(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        super().close()

    def leave(self) -> None:
        """Take leave and hang up; however the server takes it, what it said before stands."""
        with suppress(OSError, smtplib.SMTPException):
            self.quit()
        self.close()

    def _hang_up(self) -> None:
        """From the watch's own thread: whoever waits for a reply hears that the line is dead."""
        sock = self.sock
        if sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def trusted() -> ssl.SSLContext:
    """Encryption with whom the certificate names; the library by itself takes any certificate."""
    return ssl.create_default_context()


class EncryptedConversation(Conversation, smtplib.SMTP_SSL):
    """The same, encrypted from the first word."""
