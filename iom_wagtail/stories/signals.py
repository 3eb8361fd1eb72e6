"""What the stories room announces: a page of it came to be shown, or was taken down.

Each carries ``page``. Whoever keeps something of public pages elsewhere (an index for the search,
a list of addresses) forgets it at ``taken_down``, in the same transaction.
"""

from django.dispatch import Signal

shown = Signal()
taken_down = Signal()
