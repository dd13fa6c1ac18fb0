"""Why, and why not: the score and the rules of matching in the words of who reads."""
