"""The work together: plan, contact moments, closing, and looking back."""
