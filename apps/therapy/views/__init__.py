"""Pages about sessions and their kinds."""
