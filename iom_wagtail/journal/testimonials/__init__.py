"""Testimonials, seen by a narrower circle than the route."""
