"""Handing a mail to the mail server, with errors told apart: try again, or never for this address."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

CONNECT_SECONDS = 10


class Refused(Exception):
    """The mail server will not take mail for this address; trying again does not help."""


class Unreachable(Exception):
    """The mail server could not be reached or asked to come back later.

    `may_have_arrived`: the connection broke while the message went over.
    """

    def __init__(self, words: str, *, may_have_arrived: bool = False) -> None:
        super().__init__(words)
        self.may_have_arrived = may_have_arrived


def hand_over(message: EmailMessage, smtp_url: str) -> None:
    """Give the message to the server at `smtp://` or `smtps://[user:password@]host[:port]`.

    Raises Refused or Unreachable.
    """
    url, is_going_over = urlsplit(smtp_url), False
    try:
        with _connect(url.scheme, url.hostname or "localhost", url.port) as server:
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            is_going_over = True
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        raise (Refused if all(code >= 500 for code in codes) else Unreachable)(f"recipient refused {codes}") from error
    except (OSError, smtplib.SMTPException) as error:
        was_answered = isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPSenderRefused)
        words = f"{type(error).__name__}: {getattr(error, 'smtp_code', '')}".strip(": ")
        raise Unreachable(words, may_have_arrived=is_going_over and not was_answered) from error


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=CONNECT_SECONDS)
    server = smtplib.SMTP(host, port or 25, timeout=CONNECT_SECONDS)
    if scheme == "smtp+tls":
        server.starttls()
    return server
