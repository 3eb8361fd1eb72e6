"""Signals of the stories room: the site clears what it keeps of pages, its sitemap and the like.

Both come when the change is certain, after the transaction. ``sender`` is the class of the pages.
"""

from __future__ import annotations

from django.dispatch import Signal

#: Sent with ``page``: it can be seen by everybody, or its words or its last day have changed.
shown = Signal()

#: Sent with ``pages`` and ``reason``: nobody sees them any more.
taken_down = Signal()
