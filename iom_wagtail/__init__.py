"""The individual educational route (ИОМ) of a young teacher, as a Wagtail plugin."""

__version__ = "0.1.0"
