"""Who can help with a question: candidates, their ranking and its explanation, and the invitations in waves."""
