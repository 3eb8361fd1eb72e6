"""Where routes lie: one private index a school, at the tree's root, beside the public home page."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Locale, Page, PageViewRestriction

from iom_wagtail.routes.models import RouteIndexPage
from iom_wagtail.school.models import School

#: Title of every index. It is data, shown in the tree, so it is Russian and fixed.
INDEX_TITLE = "Маршруты"


@transaction.atomic
def ensure_index(school: School) -> RouteIndexPage:
    """Return the school's index, making it, or mending its privacy, when needed. Idempotent.

    It is live, because an unpublished parent hides nothing, and restricted to people who have
    logged in, because ``.public()`` queries ignore how a page is served (facts 20).
    """
    School.objects.select_for_update().get(pk=school.pk)
    index = RouteIndexPage.objects.filter(school=school).first()
    if index is None:
        index = Page.get_first_root_node().add_child(
            instance=RouteIndexPage(
                title=INDEX_TITLE,
                slug=f"routes-{school.pk}",
                school=school,
                live=True,
                locale=Locale.get_default(),
            )
        )
    restrictions = PageViewRestriction.objects.filter(page=index)
    if not restrictions.filter(restriction_type=PageViewRestriction.LOGIN).exists():
        restrictions.delete()
        PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    return index
