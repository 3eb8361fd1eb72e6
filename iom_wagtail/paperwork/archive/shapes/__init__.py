"""What stands in ``route.json``: explicit fields, named as the columns they come from.

These classes write the archive and read it. They are a contract with whoever keeps one: fields are
added, and a change of meaning is the next ``schema_version``.
"""

from iom_wagtail.paperwork.archive.shapes.whole import RouteArchive

__all__ = ["RouteArchive"]
