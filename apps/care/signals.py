"""What the floors above are told of: they know this floor, it does not know them."""

from django.dispatch import Signal

# The patient's time zone has changed. Sent with `patient`, inside the transaction of the write.
zone_changed = Signal()
