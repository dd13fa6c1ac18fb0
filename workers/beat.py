"""The Celery application of beat alone: it says "look" and loads nothing of the product, so that it is there at once."""

from __future__ import annotations

from celery import Celery

from config import read_settings
from workers.schedule import BEAT

beat_app = Celery("naast-beat", broker=read_settings().redis_url or None)
beat_app.conf.update(
    beat_schedule=BEAT,
    task_ignore_result=True,
    timezone="UTC",
    enable_utc=True,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"socket_connect_timeout": 5, "health_check_interval": 15},
)
