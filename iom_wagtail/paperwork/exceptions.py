"""What this room raises."""

from __future__ import annotations


class NoPaper(LookupError):
    """There is no such paper, or not for this reader; the site answers 404 to both."""


class TooManyRoutes(ValueError):
    """A year has more routes than one dossier should hold; the first argument is the limit."""


class BrokenTemplate(ValueError):
    """A paper template can't be filled in; says which and why."""
