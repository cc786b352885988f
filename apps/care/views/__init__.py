"""Pages about who cares for whom, and what is known of a patient."""
