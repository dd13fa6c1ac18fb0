"""A mail server of the tests' own, that speaks as a test wants it to."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

HANG_UP = ""


class MailServer:
    """Answers each command with "250 ok", but for those in `answers`; HANG_UP drops the line instead.

    `letter_seconds`: how long it takes over each letter of its greeting.
    """

    def __init__(self) -> None:
        self.answers = {"DATA": "354 go on", "taken": "250 taken", "QUIT": "221 bye"}
        self.letter_seconds = 0.0
        self.copies = 0
        self.said_goodbye = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self._socket.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb", buffering=0) as line:
                try:
                    self._talk(line)
                except OSError:
                    continue

    def close(self) -> None:
        # Whoever waits in accept() hears of this; of a close alone it does not.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _talk(self, line: socket.SocketIO) -> None:
        for letter in b"220 hello\r\n":
            time.sleep(self.letter_seconds)
            line.write(bytes([letter]))
        while command := line.readline().decode().strip().upper():
            verb = command.split()[0].split(":")[0]
            answer = self.answers.get(verb, "250 ok")
            self.said_goodbye += verb == "QUIT"
            if answer.startswith("354"):
                line.write(answer.encode() + b"\r\n")
                while line.readline() != b".\r\n":
                    pass
                self.copies += 1
                answer = self.answers["taken"]
            if answer == HANG_UP:
                return
            line.write(answer.encode() + b"\r\n")


@contextmanager
def running() -> Iterator[MailServer]:
    server = MailServer()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(timeout=5)
