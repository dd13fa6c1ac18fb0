"""How well a profile fits a question, and whether it may be asked at all: hard rules, parts of a score, and the facts behind both. Pure."""
