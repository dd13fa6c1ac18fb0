"""Earlier questions that sound like one, with what was done then, who helped, and what came of it."""
