"""The wizard on the site: one screen, reached from the approved conclusion."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iom_wagtail.journal.doors import route_for
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.routes.doors import reading_context
from iom_wagtail.school.private import private_page
from iom_wagtail.stories.wizard import actions
from iom_wagtail.stories.wizard.forms import StoryForm
from iom_wagtail.stories.wizard.sources import sources_of


@private_page
@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer what may be told, and write the draft of a story; then the editor goes on with it.

    404 to those who may not see the route, and to those who don't tell of it.
    """
    page = route_for(request, pk)
    if not actions.may_begin(page, request.user):
        raise Http404
    form = StoryForm(request.POST or None, sources=sources_of(page))
    if request.method == "POST" and form.is_valid():
        try:
            story = actions.begin_story(page, request.user, **form.picked())
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("The draft is written. Look at it, add pictures and send it on.")
            )
            return redirect("wagtailadmin_pages:edit", story.pk)
    context = reading_context(page, form=form)
    return render(request, "iom_wagtail/stories/wizard.html", context)
