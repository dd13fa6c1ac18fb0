"""The words of the field, and the way from free text to needs."""
