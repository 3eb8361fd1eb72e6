"""What the outcome room announces.

``reopened`` carries ``page`` and the ``reopening``; approval itself is announced by its own room.
"""

from django.dispatch import Signal

reopened = Signal()
