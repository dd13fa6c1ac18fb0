"""The public directory of profiles: finding one by words and filters."""
