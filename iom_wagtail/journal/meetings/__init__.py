"""Meetings and consultations, and requests for them."""
