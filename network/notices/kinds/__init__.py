"""One class per kind of notice, grouped by slice. Importing this package makes all of them known."""

from network.notices.kinds import accounts, coordination, engagements, expertise, installation, knowledge, offers, waves

__all__ = ["accounts", "coordination", "engagements", "expertise", "installation", "knowledge", "offers", "waves"]
