"""What the approval room announces; each signal carries ``page`` and the ``event`` row.

``asked`` carries ``step`` and ``people`` instead of an event.
"""

from django.dispatch import Signal

asked = Signal()
returned = Signal()
signed = Signal()
withdrawn = Signal()
