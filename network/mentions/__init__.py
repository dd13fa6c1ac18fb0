"""Where a Dutch text names something, and how: misspelt, denied, only suspected, over, or somebody else's. Pure."""
