"""Who can help with a question: candidates, the rules they must pass, their score, and why, in words."""
