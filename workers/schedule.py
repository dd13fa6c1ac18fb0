"""When beat says "look". A tick never says what to do: a missed one loses nothing, a double one does nothing."""

from __future__ import annotations

# network.outbox.broker.Queue.SOON; with that module all of the product would be loaded.
SOON = "soon"

# A lost poke is noticed within this time, and what waits for other work is looked at again; shorter only costs queries.
SWEEP_SECONDS = 15.0
COUNT_SECONDS = 900.0

BEAT: dict[str, dict[str, object]] = {
    "outbox-sweep": {
        "task": "outbox-sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"queue": SOON, "expires": SWEEP_SECONDS},
    },
    # A profile is compared with what is usual in a region: that changes from day to day, not from hour to hour.
    "count-regions": {
        "task": "count-regions",
        "schedule": COUNT_SECONDS,
        "options": {"queue": SOON, "expires": COUNT_SECONDS},
    },
    # The status page calls a worker silent after three missed beats.
    "health-beat": {"task": "health-beat", "schedule": 10.0, "options": {"queue": SOON, "expires": 10}},
}
