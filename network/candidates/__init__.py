"""Who could be asked for a question: found in the database, judged by the rules of matching, and kept with it as a ranked list."""
