"""What the routes room announces: a route was opened, people on it changed."""

from django.dispatch import Signal

opened = Signal()
assigned = Signal()
ended = Signal()
