"""What happens on the way: live records of a route, never in a revision."""
