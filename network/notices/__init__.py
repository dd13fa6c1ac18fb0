"""What is said to whom: one class per kind of notice, preferences, the inbox, and mail."""
