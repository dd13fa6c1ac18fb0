"""What is due when, over the school calendar of whoever must act."""
