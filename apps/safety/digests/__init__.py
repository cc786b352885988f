"""The daily mail that tells a practitioner how many alerts wait."""
