"""What the kinds of work are called on the screen."""

from __future__ import annotations

from network.core.i18n import _l
from network.models.outbox import OutboxKind

KIND_LABELS = {
    OutboxKind.MATCH_REQUEST: _l("Specialisten zoeken bij een vraag"),
    OutboxKind.FOLLOW_UP: _l("Op een afgesproken dag iets doen, zoals herinneren"),
    OutboxKind.DELIVER_NOTICE: _l("Een mail versturen"),
    OutboxKind.OFFER_ROOM: _l("Vrije uren aanbieden aan de wachtlijst"),
    OutboxKind.HEAR_ANEW: _l("Teksten opnieuw lezen met de nieuwe begrippen"),
    OutboxKind.SEND_LINE: _l("Een specialist vragen uit een verdeling"),
}
