"""What the routes room announces: a route was opened, people on it changed, it was stopped."""

from django.dispatch import Signal

opened = Signal()
assigned = Signal()
ended = Signal()
stopped = Signal()
