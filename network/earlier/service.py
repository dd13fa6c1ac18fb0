"""Keeps what is heard in the texts of questions up with the model."""

from __future__ import annotations

from network.hearing import keeping
from network.models import SupportRequest


def hear_outdated(*, most: int | None = None) -> int:
    """Hear anew what an older model heard in questions, or in `most` of them; how many. In units of work of its own."""
    return keeping.hear_outdated(SupportRequest, SupportRequest.title, SupportRequest.story, most=most)
