"""The diary of the route: the teacher's own words, shared entry by entry."""
