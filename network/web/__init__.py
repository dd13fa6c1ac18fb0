"""Home, help, error pages and the gallery of components."""
