"""Practice examples: what a school learned, written after a traject, read by a coordinator, and offered before the next question."""
