"""All papers of a route in one ZIP, or of all routes of a year; made piece by piece."""
