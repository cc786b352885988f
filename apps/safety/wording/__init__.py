"""Whole sentences about safety."""
