"""The two kinds of workflow step; thin, every rule is elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.models import Task, TaskState

from iom_wagtail.approval import context, workflows
from iom_wagtail.approval.exceptions import ApprovalError, StepMoved
from iom_wagtail.approval.forms import AgreeForm, ReturnForm, Shown, document_from
from iom_wagtail.approval.rules import Step

if TYPE_CHECKING:
    from django import forms
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import Page, WorkflowState

    from iom_wagtail.approval.guard import ApprovedPage


class ApprovalStep(Task):
    """What both kinds share: who may act, with which form, through which action."""

    class Meta:
        abstract = True

    @property
    def step(self) -> Step:
        """The step this task stands for."""
        raise NotImplementedError

    def start(
        self, workflow_state: WorkflowState, user: AbstractBaseUser | None = None
    ) -> TaskState:
        """Open the step; one that needs nobody passes by itself and is recorded as such."""
        from iom_wagtail.approval import actions

        if actions.open_step(workflow_state, self.step, user):
            state = super().start(workflow_state, user=user)
            # ``started_at`` is set by the database layer; an act of another day carries its own.
            type(state).objects.filter(pk=state.pk).update(started_at=context.moment())
            actions.ask(workflow_state, self.step)
            return state
        state = self.get_task_state_class()(
            workflow_state=workflow_state,
            status=TaskState.STATUS_SKIPPED,
            revision=workflow_state.content_object.get_latest_revision(),
            task=self,
        )
        state.save()
        return state

    def on_action(
        self, task_state: TaskState, user: AbstractBaseUser, action_name: str, **kwargs: Any
    ) -> None:
        """Decide the step; forged or empty data is refused before anything changes (facts 5)."""
        from iom_wagtail.approval import actions

        page = workflows.page_of(task_state.workflow_state)
        self._show(page)
        form = self.get_form_for_action(action_name)(data=kwargs)
        if not form.is_valid():
            raise ApprovalError(_("The decision was not complete and was not recorded."))
        said = form.cleaned_data
        if said["step"] != self.step:
            raise StepMoved
        words = {
            "revision_id": said["revision"],
            "comment": said["comment"],
            "step": self.step,
        }
        if action_name == "approve":
            actions.agree(page, user, document=document_from(said), **words)
        else:
            actions.send_back(page, user, **words)

    def get_actions(self, obj: Page, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        """Offer agreement and return to the person who decides this step, and to nobody else."""
        from iom_wagtail.approval.signing import decider

        # Wagtail's menu hands over the bare ``Page`` of the workflow state.
        page = obj.specific
        if decider(page, self.step, user) is None:
            return []
        # The one place where Wagtail names the object, after it has asked for the form's class.
        self._show(page)
        return [("reject", _("Return for rework"), True), ("approve", self.agree_label, True)]

    @property
    def agree_label(self) -> str:
        """The word on the button that says yes."""
        return {
            Step.TEACHER: _("I am acquainted"),
            Step.DIRECTOR: pgettext("director", "Approve"),
        }.get(self.step, _("Agree"))

    @cached_property
    def _shown(self) -> Shown:
        return Shown(step=self.step)

    def _show(self, page: ApprovedPage) -> None:
        """Remember for the forms of this task which text is shown, and what its yes needs."""
        from iom_wagtail.approval import actions

        self._shown.revision_id = page.latest_revision_id
        if page.asks_document and self.step == Step.DIRECTOR:
            self._shown.check = partial(actions.problems_of_document, page)

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Return the form of the modal: words, required for a return, and what is shown.

        Wagtail asks for the class before it names the object (facts 6): the form looks at what
        is shown when it is made.
        """
        return (ReturnForm if action == "reject" else AgreeForm).showing(self._shown)

    def get_task_states_user_can_moderate(
        self, user: AbstractBaseUser, **kwargs: Any
    ) -> models.QuerySet:
        """Return the states of this step that wait for this very person."""
        from iom_wagtail.approval.waiting import states_waiting_for

        return states_waiting_for(user, self)


class RoleTask(ApprovalStep):
    """Agreement of the page's mentor or deputy, or the teacher's acquaintance."""

    role = models.CharField(max_length=20, choices=Step.choices, default=Step.MENTOR)

    admin_form_fields = ["name"]

    class Meta:
        verbose_name = gettext_lazy("step of a role")
        verbose_name_plural = gettext_lazy("steps of roles")

    @property
    def step(self) -> Step:
        """The step of the role."""
        return Step(self.role)

    @classmethod
    def get_description(cls) -> str:
        """Say what the step asks."""
        return _("The mentor, the deputy director or the teacher of this very route decides.")


class DirectorTask(ApprovalStep):
    """The director's approval: the last step, which alone puts a text in force."""

    admin_form_fields = ["name"]

    class Meta:
        verbose_name = gettext_lazy("step of the director")
        verbose_name_plural = gettext_lazy("steps of the director")

    @property
    def step(self) -> Step:
        """The director's step."""
        return Step.DIRECTOR

    @classmethod
    def get_description(cls) -> str:
        """Say what the step asks."""
        return _("The director, or whoever signs for the director, approves.")
