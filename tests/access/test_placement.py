"""Cases 15 and 16: no door leads a route, a copy, an alias or a translation to a public parent."""

from __future__ import annotations

from itertools import product

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction, CopyPageIntegrityError
from wagtail.actions.create_alias import CreatePageAliasAction, CreatePageAliasIntegrityError
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.routes.placement import faults
from tests.factories import UserFactory, make_cast, make_route
from tests.routes.entering import enter

pytestmark = pytest.mark.django_db

#: A live double is refused by its validation before it comes to the guard; a translation below an
#: index that has none ends at the missing parent; Wagtail itself doesn't copy a branch into itself.
REFUSALS = (
    PermissionDenied,
    ValidationError,
    ObjectDoesNotExist,
    CopyPageIntegrityError,
    CreatePageAliasIntegrityError,
)


@pytest.fixture
def cast(signed):
    return signed


def home():
    return Site.objects.get(is_default_site=True).root_page.specific


def base(cast):
    """The route as a plain ``Page``, past every method of its own class."""
    return Page.objects.get(pk=cast.route.pk)


def index(cast):
    return RouteIndexPage.objects.get(school=cast.school)


def base_index(cast):
    return Page.objects.get(pk=index(cast).pk)


def fresh(cast):
    return RoutePage.objects.get(pk=cast.route.pk)


def new_route(cast):
    return RoutePage(school=cast.school, year_start=2025, number=77, locale=Locale.get_default())


def saved_elsewhere(page):
    page.path, page.depth = home().path + "0009", 3
    page.save()


def saved_as_alias(page):
    page.alias_of = home()
    page.save()


DOORS = {
    # code on the route itself
    "move": lambda c: fresh(c).move(home(), pos="last-child"),
    "move beside home": lambda c: fresh(c).move(home(), pos="right"),
    "copy": lambda c: fresh(c).copy(to=home()),
    "alias": lambda c: fresh(c).create_alias(parent=home()),
    "path written": lambda c: saved_elsewhere(fresh(c)),
    "alias_of written": lambda c: saved_as_alias(fresh(c)),
    # code on the base page: none of the route's own methods is asked
    "base move": lambda c: base(c).move(home(), pos="first-child"),
    "base copy": lambda c: base(c).copy(to=home()),
    "base copy in place": lambda c: base(c).copy(),
    "base alias": lambda c: base(c).create_alias(parent=home()),
    "base path written": lambda c: saved_elsewhere(base(c)),
    "base alias_of written": lambda c: saved_as_alias(base(c)),
    "move action": lambda c: MovePageAction(base(c), home(), pos="last-child").execute(
        skip_permission_checks=True
    ),
    "copy action": lambda c: CopyPageAction(base(c), to=home()).execute(
        skip_permission_checks=True
    ),
    "copy action under another number": lambda c: CopyPageAction(
        base(c), to=home(), update_attrs={"number": 99}
    ).execute(skip_permission_checks=True),
    "alias action": lambda c: CreatePageAliasAction(base(c), parent=home()).execute(
        skip_permission_checks=True
    ),
    # new rows by the tree's own functions
    "add_child": lambda c: home().add_child(instance=new_route(c)),
    "add_sibling": lambda c: home().add_sibling(instance=new_route(c)),
    "add_root": lambda c: Page.add_root(instance=new_route(c)),
    "add_child of another school": lambda c: (
        RouteIndexPage.objects.exclude(school=c.school).get().add_child(instance=new_route(c))
    ),
    # the index, with everything in it
    "index moved": lambda c: index(c).move(home(), pos="last-child"),
    "base index moved": lambda c: base_index(c).move(home(), pos="last-child"),
    "index copied": lambda c: index(c).copy(to=home(), recursive=True),
    "base index copied": lambda c: CopyPageAction(base_index(c), to=home(), recursive=True).execute(
        skip_permission_checks=True
    ),
    "base index copied in place": lambda c: CopyPageAction(base_index(c), recursive=True).execute(
        skip_permission_checks=True
    ),
    "base index aliased": lambda c: CreatePageAliasAction(
        base_index(c), parent=home(), recursive=True
    ).execute(skip_permission_checks=True),
    "root copied": lambda c: CopyPageAction(Page.get_first_root_node(), recursive=True).execute(
        skip_permission_checks=True
    ),
    "root aliased": lambda c: Page.get_first_root_node().specific.create_alias(
        recursive=True, parent=home()
    ),
    # a public site that would begin above
    "site at the root": lambda c: Site.objects.create(
        hostname="a.example", root_page=Page.get_first_root_node()
    ),
    "site at the index": lambda c: Site.objects.create(hostname="a.example", root_page=index(c)),
    "site at a route": lambda c: Site.objects.create(hostname="a.example", root_page=base(c)),
}


@pytest.mark.parametrize("door", DOORS)
def test_case_15_no_door_leads_to_a_public_parent(cast, door):
    make_cast()
    before = dict(Page.objects.values_list("pk", "path"))
    with pytest.raises(REFUSALS), transaction.atomic():
        DOORS[door](cast)
    assert dict(Page.objects.values_list("pk", "path")) == before
    assert list(faults()) == []


def test_the_order_of_routes_may_change(cast):
    second = make_route(cast, filled=False, teacher=cast.colleague)
    second.move(index(cast), pos="first-child")
    assert index(cast).get_children().first().pk == second.pk
    assert list(faults()) == []


def test_public_pages_move_and_copy_as_ever():
    make_cast()
    page = home().add_child(instance=HomePage(title="Страница", slug="page"))
    other = home().add_child(instance=HomePage(title="Другая", slug="other"))
    page.move(other, pos="last-child")
    other.copy(to=home(), recursive=True, update_attrs={"slug": "third"})
    other.create_alias(parent=home(), update_slug="fourth", recursive=True)
    assert home().get_descendants().count() == 6


FORMS = {
    "move": lambda pk: (reverse("wagtailadmin_pages:move_confirm", args=[pk, home().pk]), {}),
    "copy": lambda pk: (
        reverse("wagtailadmin_pages:copy", args=[pk]),
        {"new_title": "x", "new_slug": "x", "new_parent_page": home().pk, "publish_copies": "on"},
    ),
    "alias": lambda pk: (
        reverse("wagtailadmin_pages:copy", args=[pk]),
        {"new_title": "x", "new_slug": "x", "new_parent_page": home().pk, "alias": "on"},
    ),
    "convert alias": lambda pk: (reverse("wagtailadmin_pages:convert_alias", args=[pk]), {}),
    "bulk move": lambda pk: (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={pk}",
        {"chooser": home().pk},
    ),
    "site": lambda pk: (
        reverse("wagtailsites:edit", args=[Site.objects.get(is_default_site=True).pk]),
        {"hostname": "localhost", "port": 80, "site_name": "", "root_page": pk}
        | {"is_default_site": "on"},
    ),
}


@pytest.mark.parametrize(("form", "what"), [*product(FORMS, ["route", "index"]), ("site", "root")])
def test_case_15_no_form_of_the_admin_leads_there(cast, form, what):
    """Not even a superuser's."""
    pk = {"route": cast.route.pk, "index": index(cast).pk, "root": 1}[what]
    before = dict(Page.objects.values_list("pk", "path"))
    root_page = home().pk
    address, data = FORMS[form](pk)
    response = enter(UserFactory(is_staff=True, is_superuser=True)).post(address, data)
    assert response.status_code in (200, 302, 404)
    assert dict(Page.objects.values_list("pk", "path")) == before
    assert home().pk == root_page
    assert list(faults()) == []


# --- case 16 ------------------------------------------------------------------------------


@pytest.fixture
def english(settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    return Locale.objects.get(language_code="en")


def routes_and_indexes():
    return set(RoutePage.objects.values_list("pk", flat=True)) | set(
        RouteIndexPage.objects.values_list("pk", flat=True)
    )


def test_case_16_synchronising_a_new_language_makes_no_alias_of_a_route(cast, english):
    """What wagtail-localize's ``synchronize_tree`` does for a new language, page by page."""
    before = routes_and_indexes()
    for page in Page.objects.filter(alias_of__isnull=True, depth__gt=1).order_by("path"):
        source = page.specific_class.objects.get(pk=page.pk)
        copied = source.copy_for_translation(english, copy_parents=True, alias=True)
        if page.pk in before:
            # What is synchronised further goes by the copy's language: there is none.
            assert copied.pk is None and copied.locale_id is None
    assert routes_and_indexes() == before
    assert home().get_translations().count() == 1
    assert list(faults()) == []


TRANSLATIONS = {
    "method": lambda c, e: fresh(c).copy_for_translation(e),
    "with parents": lambda c, e: fresh(c).copy_for_translation(e, copy_parents=True),
    "index": lambda c, e: index(c).copy_for_translation(e),
    "action": lambda c, e: CopyPageForTranslationAction(fresh(c), e, copy_parents=True).execute(),
    "action, subtree": lambda c, e: CopyPageForTranslationAction(
        index(c), e, include_subtree=True
    ).execute(),
    "action on the base page": lambda c, e: CopyPageForTranslationAction(
        base(c), e, copy_parents=True
    ).execute(),
    "action on the base index": lambda c, e: CopyPageForTranslationAction(
        base_index(c), e, include_subtree=True
    ).execute(),
    "alias action on the base index": lambda c, e: CopyPageForTranslationAction(
        base_index(c), e, include_subtree=True, alias=True
    ).execute(),
    "base alias with a language": lambda c, e: CreatePageAliasAction(
        base(c), parent=home(), update_locale=e, reset_translation_key=False
    ).execute(),
}


@pytest.mark.parametrize("door", TRANSLATIONS)
def test_case_16_nothing_translates_a_route(cast, english, door):
    before = routes_and_indexes()
    with pytest.raises(REFUSALS), transaction.atomic():
        TRANSLATIONS[door](cast, english)
    assert routes_and_indexes() == before
    assert list(faults()) == []


def test_case_16_home_is_translated_with_its_subtree_as_ever(cast, english):
    home().add_child(instance=HomePage(title="Страница", slug="page"))
    CopyPageForTranslationAction(home(), english, include_subtree=True).execute()
    assert Page.objects.filter(locale=english).count() == 2
    assert list(faults()) == []


def test_case_16_no_alias_is_turned_into_a_page(cast):
    """There is none: an alias set past the guards is refused when it is saved."""
    RoutePage.objects.filter(pk=cast.route.pk).update(alias_of=home())
    with pytest.raises(PermissionDenied), transaction.atomic():
        ConvertAliasPageAction(base(cast), user=UserFactory(is_staff=True)).execute()
