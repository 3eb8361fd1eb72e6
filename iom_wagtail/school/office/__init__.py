"""Screens of the school room in Wagtail's admin: first run, the school, its staff."""
