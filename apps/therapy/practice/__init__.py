"""Home practice that patients, or those who help them, write down themselves (ADR 24)."""
