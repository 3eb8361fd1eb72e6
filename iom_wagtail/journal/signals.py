"""What the journal announces: an attachment was added or removed."""

from django.dispatch import Signal

attached = Signal()
detached = Signal()
