"""What pages about safety show."""
