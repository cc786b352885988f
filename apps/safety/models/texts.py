"""How long what patients write about safety may be."""

TEXT_LENGTH = 300  # letters
