"""Public names of the plugin's models; the classes lie in their rooms."""

from iom_wagtail.approval.models import (
    ApprovalEvent,
    ApprovedVersion,
    Delegation,
    DirectorTask,
    RoleTask,
)
from iom_wagtail.journal.models import Attachment
from iom_wagtail.routes.models import (
    ArchivedRoute,
    Checkpoint,
    Difficulty,
    Objective,
    ProgrammeItem,
    RouteAssignment,
    RouteIndexPage,
    RoutePage,
    TaughtProgramme,
)
from iom_wagtail.school.models import School, StaffMember

__all__ = [
    "ApprovalEvent",
    "ApprovedVersion",
    "ArchivedRoute",
    "Attachment",
    "Checkpoint",
    "Delegation",
    "Difficulty",
    "DirectorTask",
    "Objective",
    "ProgrammeItem",
    "RoleTask",
    "RouteAssignment",
    "RouteIndexPage",
    "RoutePage",
    "School",
    "StaffMember",
    "TaughtProgramme",
]
