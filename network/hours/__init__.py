"""The hours of a profile: what is given, held and free in each week, and when there is room again."""
