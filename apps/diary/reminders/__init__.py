"""A mail at the patient's own time of day, if the day has no entry yet (ADR 16)."""
