"""From free Dutch text to the needs it speaks of."""
