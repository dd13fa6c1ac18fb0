"""Handing a mail to the mail server, with errors told apart: try again, or never for this address."""

from __future__ import annotations

import logging
import smtplib
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from flask import Flask

from network.notices import smtp

log = logging.getLogger(__name__)

# The answers to a message that say "never this one" (RFC 5321, 4.2.1). Of the other ones the next may be better.
_NEVER = range(550, 560)


class Refused(Exception):
    """The mail server will not take this mail, or none for this address; trying again does not help."""


class Unreachable(Exception):
    """The mail server could not be reached or asked to come back later.

    `may_have_arrived`: the connection broke while the message went over.
    """

    def __init__(self, words: str, *, may_have_arrived: bool = False) -> None:
        super().__init__(words)
        self.may_have_arrived = may_have_arrived


def init_app(app: Flask) -> None:
    """Warns of a password that will go to the mail server for all to read."""
    if app.config["NAAST"].sends_password_openly:
        log.warning("mail_password_unencrypted", extra={"setting": "NAAST_SMTP_URL"})


def hand_over(message: EmailMessage, smtp_url: str) -> None:
    """Give the message to the server at `smtp://` or `smtps://[user:password@]host[:port]`.

    Raises Refused or Unreachable. What the server took is taken, whatever it answers to the leave-taking.
    """
    if not smtp_url:
        # What listens on this machine by chance is not ours to use.
        raise Unreachable("no mail server is set")
    url, server = urlsplit(smtp_url), None
    try:
        server = _connect(url)
        _sign_in(server, url)
        _give(server, message)
    except (OSError, smtplib.SMTPException) as error:
        was_answered = isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPSenderRefused)
        words = f"{type(error).__name__}: {getattr(error, 'smtp_code', '')}".strip(": ")
        broke_off = server is not None and server.is_going_over and not was_answered
        raise Unreachable(words, may_have_arrived=broke_off) from error
    finally:
        if server is not None:
            server.leave()


def _give(server: smtp.Conversation, message: EmailMessage) -> None:
    """Raises Refused for what this server takes at no time; whatever else goes wrong as the library says it."""
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        raise (Refused if all(code >= 500 for code in codes) else Unreachable)(f"recipient refused {codes}") from error
    except smtplib.SMTPDataError as error:
        if error.smtp_code not in _NEVER:
            raise
        raise Refused(f"message refused [{error.smtp_code}]") from error
    except smtplib.SMTPNotSupportedError as error:
        if str(message["To"]).isascii():
            # The sender's address is meant, and that one can be mended.
            raise
        raise Refused("the server knows no addresses with such letters") from error


def _connect(url: SplitResult) -> smtp.Conversation:
    host = str(url.hostname)
    if url.scheme == "smtps":
        return smtp.EncryptedConversation(host, url.port or 465, timeout=smtp.REPLY_SECONDS, context=smtp.trusted())
    return smtp.Conversation(host, url.port or 25, timeout=smtp.REPLY_SECONDS)


def _sign_in(server: smtp.Conversation, url: SplitResult) -> None:
    if url.scheme == "smtp+tls":
        server.starttls(context=smtp.trusted())
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
