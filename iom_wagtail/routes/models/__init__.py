"""Models of the routes room: the index, the page, its rows and who is on it."""

from iom_wagtail.routes.models.archive import ArchivedRoute
from iom_wagtail.routes.models.assignments import RouteAssignment
from iom_wagtail.routes.models.index import RouteIndexPage
from iom_wagtail.routes.models.page import RoutePage
from iom_wagtail.routes.models.rows import (
    Checkpoint,
    Difficulty,
    Objective,
    ProgrammeItem,
    TaughtProgramme,
)
from iom_wagtail.routes.models.stops import RouteStop

__all__ = [
    "ArchivedRoute",
    "Checkpoint",
    "Difficulty",
    "Objective",
    "ProgrammeItem",
    "RouteAssignment",
    "RouteIndexPage",
    "RoutePage",
    "RouteStop",
    "TaughtProgramme",
]
