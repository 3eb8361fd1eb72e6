"""What this room raises."""

from __future__ import annotations


class NoPaper(LookupError):
    """There is no such paper, or not for this reader; the site answers 404 to both."""


class TooManyRoutes(ValueError):
    """A year has more routes than one dossier should hold; the first argument is the limit."""


class BrokenTemplate(ValueError):
    """A paper template can't be filled in; says which and why.

    ``template`` is the name of its file, which people may be told. The reason may quote what the
    paper holds, so it is for those who make the template, never for a log.
    """

    def __init__(self, reason: str, template: str = "") -> None:
        super().__init__(f"{template}: {reason}" if template else reason)
        self.template = template
