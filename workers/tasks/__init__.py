"""Celery tasks, a few lines each, and what is done when an outbox entry or a follow-up is due."""
