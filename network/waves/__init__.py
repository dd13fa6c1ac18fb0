"""Whom is asked, in which order and until when: what goes on by itself from a question to a yes, or to nobody left."""
