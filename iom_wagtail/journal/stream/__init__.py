"""One stream of what happened on a route, whatever kind of record tells it."""
