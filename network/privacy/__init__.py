"""The text guard, retention, export and erasure."""
