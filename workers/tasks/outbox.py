"""Working off the outbox: a sweep that looks for what is due, and the work on one entry."""

from __future__ import annotations

from celery import shared_task

from network.outbox.broker import TaskName
from workers import work
from workers.context import in_app


@shared_task(name=TaskName.WORK_OFF.value, ignore_result=True)
@in_app
def work_off(*, entry_ids: list[int]) -> None:
    """Do these entries now; what is done, not due or in other hands is left alone, and what takes too long to the sweep."""
    work.do_entries(entry_ids, seconds=work.TASK_SECONDS)


@shared_task(name="outbox-sweep", ignore_result=True)
@in_app
def sweep() -> None:
    """Do whatever is due, from the oldest on; the next sweep goes on where this one must stop."""
    work.sweep(seconds=work.TASK_SECONDS)
