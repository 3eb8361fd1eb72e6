"""From a route that succeeded to the draft of a story: a copy of what its author picks (2.2)."""
