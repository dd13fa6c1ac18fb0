"""Asking a question: it is told in three steps, kept as a draft until it is sent, and sent."""
