"""Public names of the plugin's models; the classes lie in their rooms."""

from iom_wagtail.approval.models import (
    ApprovalEvent,
    ApprovedVersion,
    Delegation,
    DirectorTask,
    RoleTask,
)
from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.diary.models import DiaryEntry, DiaryReply
from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.testimonials.models import Testimonial
from iom_wagtail.journal.visits.models import CriteriaSet, LessonVisit
from iom_wagtail.outcome.models import (
    ConclusionPage,
    CouncilDecision,
    OutcomeRow,
    Reopening,
)
from iom_wagtail.paperwork.dossier.models import Dossier
from iom_wagtail.paperwork.scans.models import SignedScan
from iom_wagtail.routes.models import (
    ArchivedRoute,
    Checkpoint,
    Difficulty,
    Objective,
    ProgrammeItem,
    RouteAssignment,
    RouteIndexPage,
    RoutePage,
    RouteStop,
    TaughtProgramme,
)
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.stories.consent.models import ConsentScan, PublicationConsent
from iom_wagtail.stories.models import (
    CelebrationIndexPage,
    CelebrationPage,
    HonouredPerson,
    ProgrammePoint,
    StoryEntry,
    StoryPerson,
    StoryWord,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)
from iom_wagtail.stories.moderation.models import PublicationTask

__all__ = [
    "Achievement",
    "ApprovalEvent",
    "ApprovedVersion",
    "ArchivedRoute",
    "Attachment",
    "CelebrationIndexPage",
    "CelebrationPage",
    "Checkpoint",
    "CheckpointResult",
    "ConclusionPage",
    "ConsentScan",
    "Consultation",
    "ConsultationRequest",
    "CouncilDecision",
    "CriteriaSet",
    "Delegation",
    "DiaryEntry",
    "DiaryReply",
    "Difficulty",
    "DirectorTask",
    "Dossier",
    "Encouragement",
    "HonouredPerson",
    "ItemProgress",
    "LessonVisit",
    "Objective",
    "OutcomeRow",
    "ProgrammeItem",
    "ProgrammePoint",
    "PublicationConsent",
    "PublicationTask",
    "RecordChange",
    "Reopening",
    "RoleTask",
    "RouteAssignment",
    "RouteIndexPage",
    "RoutePage",
    "RouteStop",
    "School",
    "SignedScan",
    "StaffMember",
    "StoryEntry",
    "StoryPerson",
    "StoryWord",
    "SuccessStoryIndexPage",
    "SuccessStoryPage",
    "TaughtProgramme",
    "Testimonial",
]
