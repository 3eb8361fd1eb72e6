"""What the school room announces.

``school_created`` carries ``school``; ``appointed`` carries ``school``, ``office`` and the
``people`` who hold it from now on and did not before.
"""

from django.dispatch import Signal

school_created = Signal()
appointed = Signal()
