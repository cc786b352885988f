"""The patient's day: each view starts with the patient, whom `care.access` gives only to those
who may see them."""
