"""A regular school's question: its words, its states, its time line."""
