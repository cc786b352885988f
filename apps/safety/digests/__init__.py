"""The daily mail about alerts that wait: for practitioners, and for admins what nobody sees."""
