"""The Celery application of worker and beat: settings with their reasons, and the Flask application around tasks."""

from __future__ import annotations

from celery import Celery
from celery.signals import setup_logging

from config import Settings
from network import create_app
from network.outbox.broker import Queue

flask_app = create_app()
_settings: Settings = flask_app.config["NAAST"]

celery_app = Celery("naast", broker=_settings.redis_url or None)
celery_app.flask_app = flask_app
celery_app.conf.update(
    # The database holds the truth: a result in Redis would be a second one.
    task_ignore_result=True,
    # A task is redelivered when its worker dies; each is safe to run twice.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    # One task in hand at a time: a long one does not keep others waiting behind it.
    worker_prefetch_multiplier=1,
    task_time_limit=120,
    task_soft_time_limit=90,
    task_default_queue=Queue.SOON.value,
    task_serializer="json",
    accept_content=["json"],
    timezone="UTC",
    enable_utc=True,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 300, "socket_connect_timeout": 5, "health_check_interval": 15},
    worker_cancel_long_running_tasks_on_connection_loss=True,
    # A child that grew is replaced: memory stays flat over weeks.
    worker_max_memory_per_child=400_000,
    worker_hijack_root_logger=False,
    imports=("workers.tasks.outbox", "workers.tasks.health", "workers.tasks.figures"),
)


@setup_logging.connect
def _keep_our_logging(**_kwargs: object) -> None:
    """The application has set up logging already; connecting to the signal keeps Celery's own away."""
