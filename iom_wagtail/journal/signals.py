"""What the journal announces: a record was written, changed, removed or brought back,
an attachment was added or removed."""

from django.dispatch import Signal

#: Sent with ``record`` and ``change`` inside the act's transaction.
recorded = Signal()

attached = Signal()
detached = Signal()
