"""From free Dutch text to the needs it speaks of: what a model learned to hear, weighed with what the text names."""
