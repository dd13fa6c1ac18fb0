"""One class per kind of notice, grouped by slice. Importing this package makes all of them known."""

from network.notices.kinds import accounts, engagements, expertise, installation, waves

__all__ = ["accounts", "engagements", "expertise", "installation", "waves"]
