"""Trainings, webinars and open consultation hours: a special school gives them, everybody can take part, and who asks sees them first."""
