"""What the school room announces.

``school_created`` carries ``school``; ``appointed`` carries ``school``, ``office`` and the
``people`` who hold it from now on and did not before. ``demo_loaded`` and ``demo_purged`` let a
site add pages of its own to the demo and take them away: they carry the ``school`` and the demo's
``users`` by login, the second one while all of it is still there.
"""

from django.dispatch import Signal

school_created = Signal()
appointed = Signal()
demo_loaded = Signal()
demo_purged = Signal()
