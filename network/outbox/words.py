"""What the kinds of work, and what goes wrong with mail, are called on the screen."""

from __future__ import annotations

from network.core.i18n import _, _l
from network.models.outbox import OutboxKind

KIND_LABELS = {
    OutboxKind.MATCH_REQUEST: _l("Specialisten zoeken bij een vraag"),
    OutboxKind.FOLLOW_UP: _l("Op een afgesproken dag iets doen, zoals herinneren"),
    OutboxKind.DELIVER_NOTICE: _l("Een mail versturen"),
    OutboxKind.OFFER_ROOM: _l("Vrije uren aanbieden aan de wachtlijst"),
    OutboxKind.HEAR_ANEW: _l("Teksten opnieuw lezen met de nieuwe begrippen"),
    OutboxKind.SEND_LINE: _l("Een specialist vragen uit een verdeling"),
}

# By how an error of a mail server begins.
_MAIL_ERRORS = {
    "ConnectionRefusedError": _l("de mailserver neemt geen verbinding aan"),
    "TimeoutError": _l("de mailserver antwoordt niet"),
    "gaierror": _l("er is geen mailserver met deze naam"),
    "SMTPAuthenticationError": _l("de mailserver kent deze gebruiker of dit wachtwoord niet"),
    "SMTPSenderRefused": _l("de mailserver weigert de afzender"),
    "SMTPServerDisconnected": _l("de mailserver verbrak de verbinding"),
    "SSLCertVerificationError": _l("het certificaat van de mailserver klopt niet"),
    "recipient refused": _l("de mailserver weigert dit adres"),
    "message refused": _l("de mailserver weigert deze mail"),
}


def mail_error_words(error: str) -> str:
    """What went wrong with a mail, with the error itself behind it; the error alone where nobody knows more."""
    words = next((words for begin, words in _MAIL_ERRORS.items() if error.startswith(begin)), None)
    return _("%(words)s (%(error)s)", words=words, error=error) if words else error
