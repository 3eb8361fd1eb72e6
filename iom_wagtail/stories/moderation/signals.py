"""What moderation announces: ``asked`` carries ``page`` and the accounts ``people`` who decide."""

from django.dispatch import Signal

asked = Signal()
