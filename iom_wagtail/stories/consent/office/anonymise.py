"""«Подготовить без имени»: one button in the editor of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from iom_wagtail.school.private import keep_private
from iom_wagtail.stories import anonymous
from iom_wagtail.stories.consent import words
from iom_wagtail.stories.consent.forms import AnonymiseForm
from iom_wagtail.stories.models.base import ConsentedPage
from iom_wagtail.stories.taking_down import page_models

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class AnonymiseView(WagtailAdminTemplateMixin, View):
    """Asks whom the page shall no longer name, then writes the draft."""

    page_title = gettext_lazy("Without a name")
    header_icon = "user"
    template_name = "iom_wagtail/stories/consent/anonymise.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away whoever doesn't write the page; where there is none, 404."""
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return keep_private(super().dispatch(request, *args, **kwargs))

    @cached_property
    def page(self) -> ConsentedPage:
        """The story or celebration of the address; raises ``Http404``."""
        for model in page_models():
            found = model.objects.filter(pk=self.kwargs["page_id"], alias_of=None).first()
            if found is not None:
                return found
        raise Http404

    @cached_property
    def people(self) -> list[tuple[str, str, bool]]:
        """Whom the draft names or shows."""
        return anonymous.who_can_be_unnamed(self.page)

    def build(self, data: Any = None) -> AnonymiseForm:
        """Return the form, with those ticked for whom something is missing."""
        people = [(key, name) for key, name, _lacks in self.people]
        lacking = [key for key, _name, lacks in self.people if lacks]
        return AnonymiseForm(data, people=people, initial={"people": lacking})

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Ask."""
        return self.answer(self.build())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Write the draft and lead to it, with what is left to mend."""
        form = self.build(request.POST)
        if not form.is_valid():
            return self.answer(form)
        try:
            draft = anonymous.anonymise(self.page, request.user, form.cleaned_data["people"])
        except anonymous.NotNow:
            messages.error(
                request, _("The page waits for a decision, or is locked: it can't be changed now.")
            )
            return self.answer(form)
        messages.success(request, _("The draft without the name is ready. Read it before sending."))
        for place in draft.left:
            messages.warning(request, words.tells(place))
        return redirect("wagtailadmin_pages:edit", page_id)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home, the page, and this screen."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def answer(self, form: AnonymiseForm) -> HttpResponse:
        """Render the question."""
        return self.render_to_response(
            self.get_context_data(form=form, page=self.page, people=self.people, media=form.media)
        )
