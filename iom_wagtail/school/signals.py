"""What the school room announces: ``school_created`` carries ``school``."""

from django.dispatch import Signal

school_created = Signal()
