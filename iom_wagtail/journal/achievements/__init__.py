"""Achievements and encouragements."""
