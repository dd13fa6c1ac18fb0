"""Questions go out in waves of invitations, and what becomes of them: answers, the waiting list, what a coordinator does."""
