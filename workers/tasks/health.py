"""Signs of life: one tick that went from beat through the queue to a worker."""

from __future__ import annotations

from celery import shared_task

from network.core.database import unit_of_work
from network.outbox.heartbeat import beat_now
from workers.context import in_app


@shared_task(name="health-beat", ignore_result=True)
@in_app
def health_beat() -> None:
    """The task came from beat and ran in a worker: both are alive."""
    with unit_of_work():
        beat_now("worker")
        beat_now("beat")
