"""Telling the workers that there is something to do: fast when the broker is up, harmless when it is not."""

from __future__ import annotations

import logging
from enum import StrEnum

from celery import Celery
from flask import Flask, current_app

log = logging.getLogger(__name__)


class TaskName(StrEnum):
    """The tasks that web code may name; workers/tasks defines them."""

    WORK_OFF = "outbox-work-off"


class Queue(StrEnum):
    """The queues, by how soon somebody notices that they wait."""

    SOON = "soon"
    MAIL = "mail"


# Small enough to be done well within the time that a task has, and for several workers to share.
MOST_PER_TASK = 20

_FAIL_FAST = {
    "socket_connect_timeout": 0.3,
    "socket_timeout": 0.5,
    "retry_on_timeout": False,
    "max_retries": 0,
}


def init_app(app: Flask) -> None:
    producer = Celery("naast-web", broker=app.config["NAAST"].redis_url or None, set_as_current=False)
    producer.conf.update(
        task_ignore_result=True,
        broker_transport_options=_FAIL_FAST,
        broker_connection_timeout=0.3,
        task_publish_retry=False,
    )
    app.extensions["naast-broker"] = producer


def poke(*entry_ids: int) -> None:
    """Ask workers to look at these entries now. When that fails, the sweep finds them: it is only counted."""
    app = current_app
    if not app.config["NAAST"].redis_url:
        return
    try:
        for start in range(0, len(entry_ids), MOST_PER_TASK):
            some = entry_ids[start : start + MOST_PER_TASK]
            app.extensions["naast-broker"].send_task(
                TaskName.WORK_OFF.value, kwargs={"entry_ids": list(some)}, queue=Queue.SOON.value, retry=False
            )
    except Exception as error:  # noqa: BLE001 - whatever the broker does, the promise is in the database
        app.extensions["naast-failed-pokes"] = app.extensions.get("naast-failed-pokes", 0) + 1
        log.warning("poke_failed", extra={"reason": type(error).__name__})
