"""What a page must offer so that this room can approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iom_wagtail.approval.comparison import Changes, Snapshot
from iom_wagtail.approval.rules import Problem, Step
from iom_wagtail.approval.wording import Verb

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import Revision

    from iom_wagtail.school.models import School, StaffMember


class ApprovalMixin:
    """The questions the approval room asks a page: its people, its words, its addresses.

    The room never learns what it approves: a route, a conclusion, anything that answers. How
    the pages of a kind are found for a person, their ``Kind`` tells (``approval/kinds.py``).
    """

    #: Whether the director approves by an order or a protocol, with its number and date.
    asks_document: bool = False

    #: Template of the text as its official form reads; it gets ``page`` and ``reading``.
    text_template: str = ""

    #: Template of the head of the decision page; it gets ``page``, ``reading`` and ``eyebrow``.
    head_template: str = "iom_wagtail/approval/head.html"

    # --- people ---------------------------------------------------------------

    def approval_school(self) -> School:
        """Return the school whose record decides which steps are on and who signs."""
        raise NotImplementedError

    def people_for(self, step: Step) -> list[StaffMember]:
        """Return the people of this object who decide the step, today; perhaps none."""
        raise NotImplementedError

    def involved(self) -> list[StaffMember]:
        """Return those who are assessed or lead, and therefore don't sign for the school."""
        raise NotImplementedError

    def writers(self) -> list[StaffMember]:
        """Return who draws the text up, and is told what has to be changed."""
        raise NotImplementedError

    def readers(self) -> list[StaffMember]:
        """Return who is told of a version in force."""
        raise NotImplementedError

    def concerns(self, user: AbstractBaseUser) -> bool:
        """Return whether this user may read the object now by a role or office of their own.

        Asks the database. Being a superuser is none: it opens everything and concerns nobody.
        """
        raise NotImplementedError

    def borrow_people(self, other: Any) -> None:
        """Take what another object of the same page already knows of its people; may do nothing."""

    # --- words and addresses --------------------------------------------------

    def kind_words(self, number: int) -> str:
        """Return what a version of it is called: «Программа, редакция 2»."""
        raise NotImplementedError

    def about(self) -> str:
        """Return what a version is of, beside its kind: «ИОМ 2025/26 № 14»."""
        raise NotImplementedError

    def whom(self) -> str:
        """Return whom it is about, as lists write it: «Лебедева А. И., учитель математики»."""
        raise NotImplementedError

    def verb(self, step: Step) -> Verb:
        """Return how yes is said at a step."""
        raise NotImplementedError

    def crumbs(self) -> list[tuple[str, str]]:
        """Return (words, address) of the pages above its approval, the outermost first."""
        raise NotImplementedError

    def approval_url(self) -> str:
        """Return the address of its decision page."""
        raise NotImplementedError

    def reading_url(self) -> str:
        """Return where the text in force is read."""
        raise NotImplementedError

    def version_url(self, number: int) -> str:
        """Return where one approved version is read."""
        raise NotImplementedError

    def sheet_url(self, number: int) -> str:
        """Return the address of a version's approval sheet."""
        raise NotImplementedError

    # --- text -----------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """Return the content as plain JSON values, with names and posts of this day."""
        raise NotImplementedError

    def problems(self) -> list[Problem]:
        """Return all that is missing or contradictory; errors stop submission."""
        raise NotImplementedError

    def text_of(self, revision: Revision) -> Any:
        """Return this page as a revision holds it, with the people and the school of today."""
        raise NotImplementedError

    def read(self, content: Snapshot) -> Any:
        """Return a snapshot as ``text_template`` wants it, under the name ``reading``."""
        raise NotImplementedError

    def differences(self, before: Snapshot, after: Snapshot) -> list[Changes]:
        """Return what changed between two snapshots, part by part, in words."""
        raise NotImplementedError
