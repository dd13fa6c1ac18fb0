"""Who can help with a question: candidates, the rules they must pass, and their score."""
