"""The hard rules of a pause: it counts where it reaches into the wanted period, and else only until it is over. Pure.

While it lasts nobody is asked anything: that was promised to who paused (docs/adr/0025).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from network.matching.columns import Bools, Offers
from network.matching.rules import Surroundings, Wanted


def not_paused(wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    """There is no pause in the wanted period."""
    return ~is_paused(offers) | _is_over_in_time(wanted, offers)


def pause_over(wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    """There is no pause to wait for: one that ends, and in time."""
    return ~_is_over_in_time(wanted, offers)


def facts(wanted: Wanted, one: Offers, _around: Surroundings) -> dict[str, Any]:
    """Whether there is a pause, its end, and when the help is to begin."""
    return {"is_paused": bool(is_paused(one)[0]), "until": one.paused_until[0], "begin_on": wanted.begin_on}


def is_paused(offers: Offers) -> Bools:
    """Who is paused now."""
    return np.asarray(offers.state == "paused", dtype=bool)


def _is_over_in_time(wanted: Wanted, offers: Offers) -> Bools:
    """Who is paused now and no more when the help is to begin."""
    found = np.zeros(len(offers), dtype=bool)
    for row in np.flatnonzero(is_paused(offers)).tolist():
        until = offers.paused_until[row]
        found[row] = bool(until and wanted.begin_on and until <= wanted.begin_on)
    return found
