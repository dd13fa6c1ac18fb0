"""That a profile is full, of what, until when, and what its team can do about it: the same words on every page."""

from __future__ import annotations

from datetime import date

from network.core.formatting import day
from network.core.i18n import _, ngettext
from network.hours.room import Limit, Room


def of_limit(room: Room, *, from_on: date | None) -> str:
    """Which limit leaves no room, and from when on it does; nothing where both leave some."""
    if room.full_by is None:
        return ""
    return f"{_why(room)} {_until(room, from_on)}"


def of_hours(from_on: date | None) -> str:
    """That no hours are free, and from when on they are."""
    why = _("Nu zijn er geen uren vrij.")
    if from_on is None:
        return why + " " + _("Ook het komende half jaar zien we nog geen vrije uren.")
    return why + " " + _("Vanaf %(day)s zijn er weer uren.", day=day(from_on))


def way_out(full_by: Limit | None) -> str:
    """What the team can do to have room sooner; where no limit is full, it is hours that lack."""
    if full_by is Limit.PLACES:
        return _("Rond een traject af, of verruim het aantal plekken.")
    if full_by is Limit.LATELY:
        return _("Wacht even, of spreek er meer af.")
    return _("Geef meer uren op, of rond een traject af dat uren vasthoudt.")


def _why(room: Room) -> str:
    if room.full_by is Limit.LATELY:
        return ngettext(
            "Nu vol: dit profiel nam in 30 dagen al %(num)s nieuwe vraag aan; %(most)s is afgesproken.",
            "Nu vol: dit profiel nam in 30 dagen al %(num)s nieuwe vragen aan; %(most)s is afgesproken.",
            room.taken,
            most=room.most,
        )
    if not room.most:
        return _("Nu vol: het aantal plekken staat op 0.")
    return ngettext("Nu vol: de enige plek is bezet.", "Nu vol: alle %(num)s plekken zijn bezet.", room.most)


def _until(room: Room, from_on: date | None) -> str:
    if from_on is None:
        return _("Wanneer er weer plek is, weten we nog niet.")
    if room.full_by is Limit.LATELY:
        return _("Vanaf %(day)s kan er weer een bij.", day=day(from_on))
    return _("Waarschijnlijk is er weer plek vanaf %(day)s.", day=day(from_on))
