"""Pages about sessions, their kinds, and phases."""
