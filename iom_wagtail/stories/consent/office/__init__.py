"""Screens of consents in Wagtail's admin."""
