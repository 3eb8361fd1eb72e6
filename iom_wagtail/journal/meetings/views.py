"""Meetings and requests on the site: the lists with their forms, the pages of one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iom_wagtail.journal.answers import refused
from iom_wagtail.journal.doors import staff_id_of
from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.kinds import KINDS
from iom_wagtail.journal.meetings import actions, queries, rules
from iom_wagtail.journal.meetings.forms import DeclineForm, MeetingForm, RequestForm
from iom_wagtail.journal.meetings.notifier import reads
from iom_wagtail.journal.meetings.stream import MEETINGS, REQUESTS
from iom_wagtail.journal.pages import Description, JournalPage, RecordPage, RecordsPage
from iom_wagtail.journal.rules import Right
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.letters import reachable
from iom_wagtail.school.models import StaffMember

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
    from iom_wagtail.journal.records.models import RecordChange


class MeetingPage(JournalPage):
    """What the list and the page of one meeting share."""

    kind = KINDS["meeting"]
    right = Right.MEET
    form_class = MeetingForm
    title = gettext_lazy("Meetings and consultations")

    def person(self, key: int | None) -> StaffMember | None:
        """Return the chosen person; the form has offered no others."""
        return StaffMember.objects.filter(pk=key).first() if key else None


class RequestPage(JournalPage):
    """What the list and the page of one request share."""

    kind = KINDS["request"]
    right = Right.ASK
    form_class = RequestForm
    title = gettext_lazy("Requests for a consultation")


class Meetings(MeetingPage, RecordsPage):
    """The meetings of a route; a new one, also with a group, also as the answer to a request."""

    source = MEETINGS
    new = gettext_lazy("New meeting")
    nothing = gettext_lazy("No meeting has been written down yet.")
    beside = (("iom_route_requests", RequestPage.title),)

    @cached_property
    def answers(self) -> ConsultationRequest | None:
        """The request that the new meeting answers; raises ``Http404`` for somebody else's."""
        given = self.request.POST.get("request") or self.request.GET.get("request")
        if not given:
            return None
        try:
            row = queries.asked_of(self.page, staff_id_of(self.request.user), UUID(given))
        except ValueError as error:
            raise Http404 from error
        if row is None:
            raise Http404
        return row

    def make_form(self, data: Any = None, initial: dict[str, Any] | None = None) -> MeetingForm:
        """Return the form with the people of the school and the routes of a group."""
        routes = queries.writable_routes(self.page, self.request.user)
        return MeetingForm(
            data,
            initial=initial,
            people=queries.people(self.page),
            others=[(route.pk, _route_name(route)) for route in routes],
        )

    def initial(self) -> dict[str, Any]:
        """Begin with today, the other person, and what a request asked."""
        mine, teacher = staff_id_of(self.request.user), self.page.teacher
        mentor = self.page.leading_mentor
        other = mentor if teacher is not None and teacher.pk == mine else None
        found = {"held_on": timezone.localdate(), "specialist": other.pk if other else mine}
        if self.answers is not None:
            found["topic"] = self.answers.topic
        return found

    def write(self, values: dict[str, Any]) -> Consultation:
        """Write it on this route and the chosen ones.

        A request may be taken back while its answer is being written: the meeting is then
        offered once more, to stand by itself.
        """
        if self.answers is not None and not self.answers.open:
            raise WrongRecord(
                _("The request no longer waits for an answer. Save once more without it.")
            )
        values["specialist"] = self.person(values["specialist"])
        return actions.meet(self.page, self.request.user, request=self.answers, **values)

    def said(self, record: Consultation) -> str:
        """Say what was done, and of a group on how many more routes."""
        words = rules.group_words(queries.others_in_group(record))
        saved = _("The meeting is saved.")
        return f"{saved} {words}." if words else saved

    def context(self, **values: Any) -> dict[str, Any]:
        """Add the request that the form answers, as long as it waits."""
        answers = self.answers if self.answers is not None and self.answers.open else None
        return super().context(answers=answers, **values)


def _route_name(route: RoutePage) -> str:
    """Return «Лебедева А. И., ИОМ 2025/26 № 14», for somebody who sees that route."""
    teacher = route.teacher
    return f"{teacher.list_name}, {route.title}" if teacher else route.title


class OneMeeting(MeetingPage, RecordPage):
    """One meeting; of a group it says how many more routes, never which."""

    def readable(self) -> QuerySet:
        """Return the meetings of the route."""
        return queries.meetings(self.page)

    def make_form(self, data: Any = None, initial: dict[str, Any] | None = None) -> MeetingForm:
        """Return the form; the person who stood in the record stays choosable."""
        people = queries.people(self.page, also=self.kept)
        return MeetingForm(data, initial=initial, people=people)

    #: Who stands in the record now, perhaps no longer of the staff.
    kept: StaffMember | None = None

    def record(self, uuid: UUID) -> Consultation:
        """Return a meeting of the route; raises ``Http404``."""
        row = super().record(uuid)
        self.kept = row.specialist
        return row

    def values_of(self, record: Consultation) -> dict[str, Any]:
        """Begin with what is written."""
        names = set(MeetingForm.base_fields) - {"specialist", "others"}
        return {
            **{name: getattr(record, name) for name in names},
            "specialist": record.specialist_id,
        }

    def describe(self, record: Consultation) -> Description:
        """Return when, with whom, about what, and what comes of it."""
        facts = [
            (_("Date"), record.held_on),
            (_("With whom"), _with_whom(record)),
            (_("Minutes"), record.minutes),
            (_("Kind of help"), record.get_help_kind_display()),
            (_("Next meeting on"), record.next_on),
        ]
        texts = [
            (_("What works"), record.works),
            (_("What worries"), record.concern),
            (_("What was agreed"), record.result),
            (_("Next step of the teacher"), record.teacher_step),
            (_("Next step of the mentor"), record.mentor_step),
        ]
        group = rules.group_words(queries.others_in_group(record))
        return Description(
            heading=_("Meeting: %(topic)s") % {"topic": record.topic},
            facts=[fact for fact in facts if fact[1]],
            texts=[text for text in texts if text[1]],
            notes=[group] if group else [],
        )

    def change(self, record: Consultation, values: dict[str, Any], seen: int | None) -> None:
        """Change it on this route."""
        values["specialist"] = self.person(values["specialist"])
        actions.change_meeting(record, self.request.user, seen=seen, **values)

    def remove(self, record: Consultation) -> RecordChange:
        """Remove it from this route."""
        return actions.remove_meeting(record, self.request.user)


def _with_whom(record: Consultation) -> str:
    names = [record.specialist.short_name] if record.specialist else []
    return "; ".join([*names, *([record.specialist_other] if record.specialist_other else [])])


class Requests(RequestPage, RecordsPage):
    """The requests of a route; a new one from its teacher."""

    source = REQUESTS
    new = gettext_lazy("Ask for a consultation")
    nothing = gettext_lazy("Nobody has been asked for a consultation yet.")
    beside = (("iom_route_meetings", MeetingPage.title),)

    def make_form(self, data: Any = None, initial: dict[str, Any] | None = None) -> RequestForm:
        """Return the form with the people of the school, without the teacher."""
        mine = staff_id_of(self.request.user)
        people = [
            (group, [row for row in rows if row[0] != mine])
            for group, rows in queries.people(self.page)
        ]
        return RequestForm(data, initial=initial, people=people)

    def initial(self) -> dict[str, Any]:
        """Begin with the leading mentor."""
        mentor = self.page.leading_mentor
        return {"asked": mentor.pk if mentor else None}

    def write(self, values: dict[str, Any]) -> ConsultationRequest:
        """Ask."""
        asked = StaffMember.objects.get(pk=values.pop("asked"))
        return actions.ask(self.page, self.request.user, asked=asked, **values)

    def said(self, record: ConsultationRequest) -> str:
        """Say what the asked person is told, and what to do when no letter can reach them."""
        if not reachable(record.asked):
            return _("The request is saved. No letter reaches this person: tell them yourself.")
        if reads(self.page, record.asked):
            return _("The request is saved; a letter leads the asked person to it.")
        return _(
            "The request is saved. The asked person is told by letter that somebody asks, and "
            "reads the request once the deputy director has put them on the route."
        )


class OneRequest(RequestPage, RecordPage):
    """One request: the asked person answers or declines, the teacher takes it back."""

    template = "iom_wagtail/journal/request.html"
    changeable = False

    def readable(self) -> QuerySet:
        """Return the requests of the route."""
        return queries.requests(self.page)

    def post(self, request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
        """Decline, or take back; a request is not rewritten."""
        row = self.record(uuid)
        if request.POST.get("act") != "decline":
            return super().post(request, pk, uuid)
        form = DeclineForm(request.POST)
        if form.is_valid():
            try:
                actions.decline(row, request.user, form.cleaned_data["declined"])
            except WrongRecord as error:
                refused(form, error)
            else:
                messages.success(request, _("The answer is saved."))
                return redirect(self.kind.record_url(row))
        return self.show(row, decline=form)

    def describe(self, record: ConsultationRequest) -> Description:
        """Return whom the teacher asks, about what, and where it stands."""
        facts = [
            (_("Whom the teacher asks"), record.asked.short_name),
            (_("When it suits"), record.wish),
            (_("State"), rules.STATES[record.state]),
        ]
        return Description(
            heading=_("A consultation is asked for: %(topic)s") % {"topic": record.topic},
            facts=[fact for fact in facts if fact[1]],
            texts=[(_("Why not, or what to do instead"), record.declined)]
            if record.declined
            else [],
        )

    def remove(self, record: ConsultationRequest) -> RecordChange:
        """Take one's own request back."""
        return actions.withdraw(record, self.request.user)

    def extra(self, record: ConsultationRequest) -> dict[str, Any]:
        """Return the ways to answer for the asked person, and the meeting that was held."""
        answers = actions.may_answer(record, self.request.user) and not self.page.stopped
        return {
            "answers": f"{KINDS['meeting'].list_url(self.page)}?request={record.uuid}"
            if answers
            else "",
            "decline": DeclineForm() if answers else None,
            "held": KINDS["meeting"].record_url(record.consultation) if record.answered else "",
            "waits_for_place": record.open and not reads(self.page, record.asked),
        }
