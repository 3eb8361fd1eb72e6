"""What the routes room announces: a route was opened, people on it changed, it was stopped, a draft
goes.

``deleting`` comes right before a draft is deleted, inside the transaction: whoever keeps
something of the route outside the database removes it after the commit.
"""

from django.dispatch import Signal

opened = Signal()
assigned = Signal()
ended = Signal()
stopped = Signal()
deleting = Signal()
