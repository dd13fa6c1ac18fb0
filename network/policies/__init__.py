"""The rules of a region: reading, changing, and trying them on earlier questions."""
