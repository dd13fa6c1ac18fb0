"""What every slice stands on: clock, database, errors, forms, language, pages."""
