"""The kind of workflow step that a public page passes; thin, the rules are elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.models import Page, Task, TaskState

from iom_wagtail.school.access import school_of
from iom_wagtail.school.models import School
from iom_wagtail.stories.moderation import rules, signals
from iom_wagtail.stories.moderation.context import deciding
from iom_wagtail.stories.moderation.people import deciders
from iom_wagtail.stories.moderation.rules import Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import WorkflowState

    from iom_wagtail.stories.models.base import ConsentedPage


class PublicationTask(Task):
    """A step of publication: the site editor of the page's school, or its director."""

    step = models.CharField(max_length=20, choices=Step.choices, default=Step.EDITOR)

    admin_form_fields = ["name"]

    class Meta:
        verbose_name = gettext_lazy("step of publication")
        verbose_name_plural = gettext_lazy("steps of publication")

    def start(
        self, workflow_state: WorkflowState, user: AbstractBaseUser | None = None
    ) -> TaskState:
        """Open the step, or record that it passed by itself."""
        page = workflow_state.content_object.specific
        school = page.school()
        people = deciders(school, Step(self.step))
        asked = rules.is_asked(
            Step(self.step),
            director_wished=school is not None and school.director_approves_stories,
            submitter=workflow_state.requested_by_id or 0,
            deciders=[person.pk for person in people],
        )
        if asked:
            state = super().start(workflow_state, user=user)
            signals.asked.send(sender=type(page), page=page, people=people)
            return state
        state = self.get_task_state_class()(
            workflow_state=workflow_state,
            status=TaskState.STATUS_SKIPPED,
            revision=page.get_latest_revision(),
            task=self,
        )
        state.save()
        return state

    def decides(self, page: Page, user: AbstractBaseUser) -> bool:
        """Return whether somebody decides this step of a page."""
        if user.is_superuser and user.is_active:
            return True
        return user.pk in {one.pk for one in deciders(page.specific.school(), Step(self.step))}

    def user_can_access_editor(self, obj: Page, user: AbstractBaseUser) -> bool:
        """Let those who decide open the page."""
        return self.decides(obj, user)

    def locked_for_user(self, obj: Page, user: AbstractBaseUser) -> bool:
        """Hold the page still for everybody else while it waits."""
        return not self.decides(obj, user)

    def get_actions(self, obj: Page, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        """Offer return and consent to those who decide."""
        if not self.decides(obj, user):
            return []
        return [
            ("reject", _("Return for rework"), True),
            ("approve", pgettext("public page", "Approve"), False),
        ]

    def on_action(
        self, task_state: TaskState, user: AbstractBaseUser, action_name: str, **kwargs: Any
    ) -> None:
        """Decide the step; whoever decides may publish, for as long as the act lasts (facts 4)."""
        page: ConsentedPage = task_state.workflow_state.content_object.specific
        if not self.decides(page, user):
            raise PermissionDenied
        if action_name == "approve":
            # Said before anything is written: the last step would refuse, too.
            task_state.revision.as_object().refuse_unless_allowed()
        with deciding():
            super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(
        self, user: AbstractBaseUser, **kwargs: Any
    ) -> models.QuerySet:
        """Return what waits for this person on this step, in the person's own school."""
        states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr)
        if user.is_superuser and user.is_active:
            return states
        school = _school_for(user)
        if user.pk not in {one.pk for one in deciders(school, Step(self.step))}:
            return states.none()
        homes = school.site.root_page.get_translations(inclusive=True)
        return states.filter(workflow_state__object_id__in=_keys_below(homes))

    @classmethod
    def get_description(cls) -> str:
        """Say what the step asks."""
        return _("The site editor, or the director, of the page's own school decides.")


def _keys_below(homes: models.QuerySet) -> models.QuerySet:
    """Return the keys of all pages below some, as the text in which workflows keep them."""
    within = models.Q(pk__in=())
    for path in homes.values_list("path", flat=True):
        within |= models.Q(path__startswith=path)
    text = models.functions.Cast("pk", models.CharField())
    return Page.objects.filter(within).annotate(key=text).values("key")


def _school_for(user: AbstractBaseUser) -> School | None:
    """Return whose pages somebody may be asked about; without a record, the default site's."""
    return school_of(user) or School.objects.filter(site__is_default_site=True).first()
