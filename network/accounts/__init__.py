"""Accounts: signing in, own details, and which people work where; by invitation only."""
