"""The best division of scarce hours: which open question goes to which profile, seen as a whole."""
