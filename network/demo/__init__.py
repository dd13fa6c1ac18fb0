"""An invented samenwerkingsverband to look around in: schools, people, profiles, and some months of questions."""
