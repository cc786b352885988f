"""Pages about clinical tests and their results."""
