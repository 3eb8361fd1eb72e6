"""The form of a consent to print: for oneself, for a person of the staff, or a blank one.

It lies here and not with the consents, because papers stand above them; nothing is read of a
consent that is recorded, so the form tells no more than its reader knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from iom_wagtail.files.serving import disposition
from iom_wagtail.paperwork.naming import paper_name
from iom_wagtail.paperwork.papers.consent import SHORT, consent
from iom_wagtail.paperwork.rendering.formats import RENDERERS
from iom_wagtail.school.access import school_of, staff_of
from iom_wagtail.school.models import StaffMember
from iom_wagtail.school.private import private_page
from iom_wagtail.stories.consent.access import allows
from iom_wagtail.stories.consent.rules import Act

if TYPE_CHECKING:
    from iom_wagtail.school.models import School

#: Blank forms, by ``?blank=``: an adult's, and one that a minor's parent signs.
BLANKS = ("adult", "parent")


@private_page
@require_safe
def form(request: HttpRequest, suffix: str) -> HttpResponse:
    """Hand out the form; 404 to whoever is at no school.

    ``?person=`` fills in a name, for those who record consents; ``?blank=adult`` and ``parent``
    leave it to the pen. Without either it is the asking person's own.
    """
    school, renderer = school_of(request.user), RENDERERS.get(suffix)
    if school is None or renderer is None:
        raise Http404
    empty = request.GET.get("blank", "")
    if empty and empty not in BLANKS:
        raise Http404
    paper = consent(
        school=school.full_name,
        address=f"{school.site.root_url}/",
        person="" if empty else _name(request, school),
        by_parent=empty == "parent",
    )
    response = HttpResponse(renderer.render(paper), content_type=renderer.media_type)
    name = paper_name(SHORT, suffix)
    response["Content-Disposition"] = disposition(name, inline=suffix == "pdf")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _name(request: HttpRequest, school: School) -> str:
    """Return the name that is asked for: one's own, or somebody's of the own school."""
    own = staff_of(request.user)
    key = request.GET.get("person", "")
    if not key:
        return own.full_name if own is not None else ""
    if not (key.isascii() and key.isdecimal()) or len(key) > 18:
        raise Http404
    person = StaffMember.objects.of(school).filter(pk=key).first()
    if person is None or (person != own and not allows(request.user, school, Act.RECORD)):
        raise Http404
    return person.full_name
