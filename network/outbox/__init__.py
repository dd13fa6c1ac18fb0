"""The promise to do something later: written with its cause, claimed under a lease, finished or failed."""
