"""What a person may type about what must not wait."""
