"""The pages of accounts, on one blueprint."""

from network.accounts.views import own, people, signing_in
from network.accounts.views.blueprint import bp

__all__ = ["bp", "own", "people", "signing_in"]
