"""Counting what changes slowly and is read often."""

from __future__ import annotations

from celery import shared_task

from network.candidates.region_figures import count_regions
from workers.context import in_app


@shared_task(name="count-regions", ignore_result=True)
@in_app
def count_regions_anew() -> None:
    """What is usual in each region; a tick that was missed is made up for by the next."""
    count_regions()
