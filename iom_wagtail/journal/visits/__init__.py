"""Visits to lessons and their analysis."""
