"""Regions, boards, schools and their locations: imported from public files, looked up, and shown."""
