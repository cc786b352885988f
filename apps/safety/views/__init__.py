"""Pages about what must not wait."""
