"""Danger signs: what patients are asked, and what practitioners are told."""
