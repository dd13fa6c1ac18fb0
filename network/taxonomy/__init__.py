"""The words of the field: needs, forms of support, and what they mean."""
