"""When beat says "look". A tick never says what to do: a missed one loses nothing, a double one does nothing."""

from __future__ import annotations

# network.outbox.broker.Queue.SOON; with that module all of the product would be loaded.
SOON = "soon"

BEAT: dict[str, dict[str, object]] = {
    # A lost poke is noticed within this time; shorter only costs queries.
    "outbox-sweep": {"task": "outbox-sweep", "schedule": 15.0, "options": {"queue": SOON, "expires": 15}},
    # The status page calls a worker silent after three missed beats.
    "health-beat": {"task": "health-beat", "schedule": 10.0, "options": {"queue": SOON, "expires": 10}},
}
