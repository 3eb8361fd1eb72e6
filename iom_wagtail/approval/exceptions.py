"""Refusals of the approval room; each message is written for the person who is refused.

They derive from ``PermissionDenied``, because Wagtail's own workflow views turn that into a
polite redirect, while any other error there is a 500 (``wagtail8-facts.md`` 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from iom_wagtail.approval.rules import Problem


class ApprovalError(PermissionDenied):
    """Base of all refusals; ``str(error)`` is shown to the user."""


class NotYourStep(ApprovalError):
    """The person is not the one who decides the step that waits."""

    def __init__(self) -> None:
        super().__init__(_("This decision is not yours to make now."))


class TextChanged(ApprovalError):
    """The text is not the one that was shown to the person."""

    def __init__(self) -> None:
        super().__init__(
            _("The text has changed since it was shown to you. Read it again and decide.")
        )


class NothingWaits(ApprovalError):
    """No text is in approval: somebody has already decided, returned or withdrawn it."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing waits for a decision here any more: it has already been decided.")
        )


class AlreadyInApproval(ApprovalError):
    """A text of this page is in approval already."""

    def __init__(self) -> None:
        super().__init__(_("The text is already in approval."))


class NothingToCorrect(ApprovalError):
    """A correction needs a version in force and a draft that differs from it."""

    def __init__(self) -> None:
        super().__init__(_("There is no approved version to correct yet."))


class CommentNeeded(ApprovalError):
    """Returning and correcting need words."""

    def __init__(self) -> None:
        super().__init__(_("Write what has to be changed."))


class NoDecision(ApprovalError):
    """A decision was sent without saying which."""

    def __init__(self) -> None:
        super().__init__(_("Choose a decision first."))


class WitnessesNeeded(ApprovalError):
    """A refusal of acquaintance is minuted with words: what happened, before whom."""

    def __init__(self) -> None:
        super().__init__(_("Write how it came to the refusal and who was present."))


class DocumentNeeded(ApprovalError):
    """The signature lacks its order or protocol; ``problems`` has a message a field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(self.problems.values()))


class StepMoved(ApprovalError):
    """The step that was shown to the person has been decided; another one waits now."""

    def __init__(self) -> None:
        super().__init__(_("This step has already been decided; look what is asked now."))


class StepsMissing(ApprovalError):
    """A step of this round was neither passed nor decided: a task was switched off meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("A step of this approval was left out. Withdraw the text and submit it again.")
        )


class OutsideSigning(ApprovalError):
    """Something tried to put a text in force without the act of signing."""

    def __init__(self) -> None:
        super().__init__(_("Only the director's approval puts a text in force."))


class HasProblems(ApprovalError):
    """The text has gaps or contradictions that stop submission."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        words = " ".join(str(problem.message) for problem in self.problems)
        super().__init__(_("It can't be submitted yet: %(problems)s") % {"problems": words})
