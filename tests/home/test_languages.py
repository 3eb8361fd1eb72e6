"""Public pages have languages; routes have one, and the rest of the site speaks the chosen one."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.contrib.messages import get_messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import clear_url_caches, reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from home.models import HomePage
from home.settings.environment import chosen
from iom_wagtail.routes.models import RouteIndexPage
from iom_wagtail.school.roles import GroupCode, group, setup_roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def english():
    return Locale.objects.get(language_code="en")


@pytest.fixture
def home():
    page = HomePage.objects.get()
    page.title = "Школа"
    page.lead = "Наставник рядом."
    page.save_revision().publish()
    return page


@pytest.fixture
def translate(django_capture_on_commit_callbacks):
    """Translate a page through a PO file, as a translator does; return the translation."""

    def act(page, words):
        translate_object(page, [english()])
        translation = Translation.objects.get(source__object_id=page.translation_key)
        catalogue = translation.export_po()
        for entry in catalogue:
            entry.msgstr = words.get(entry.msgid, entry.msgid)
        translation.import_po(catalogue)
        # wagtail-localize publishes when all is written.
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
        return page.get_translation(english())

    return act


def test_a_page_translated_by_a_po_file_is_found_at_its_own_address(home, translate):
    translated = translate(home, {"Школа": "The school", "Наставник рядом.": "A mentor is near."})
    assert translated.live
    answer = Client().get("/en/")
    assert answer.status_code == 200
    text = answer.text.replace("\xa0", " ")
    assert "A mentor is near." in text and '<html lang="en"' in text
    russian = Client().get("/")
    assert "Наставник рядом." in russian.text and '<html lang="ru"' in russian.text


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"file": SimpleUploadedFile("home.po", b'msgid "a"\nmsgstr "b"\n')},
        {"file": SimpleUploadedFile("home.po", b"\x00\xff no catalogue")},
    ],
    ids=["no file", "of no translation", "no catalogue"],
)
def test_a_wrong_po_file_is_told_in_words(home, given):
    translate_object(home, [english()])
    translation = Translation.objects.get(source__object_id=home.translation_key)
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    answer = client.post(address, {**given, "next": "/admin/account/"})
    assert answer.status_code == 302 and answer.url == "/admin/account/"
    (told,) = get_messages(answer.wsgi_request)
    assert told.level_tag == "error" and "PO" in str(told)
    assert not StringTranslation.objects.exists()


def test_a_page_that_was_not_translated_is_not_there_in_english(home, translate):
    home.add_child(instance=HomePage(title="Новости", slug="news"))
    translate(home, {"Школа": "The school"})
    assert Client().get("/news/").status_code == 200
    assert Client().get("/en/news/").status_code == 404


def test_nothing_is_there_in_a_language_without_a_home_page(home):
    home.add_child(instance=HomePage(title="Новости", slug="news"))
    assert Client().get("/news/").status_code == 200
    assert Client().get("/en/").url == "/"
    assert Client().get("/en/news/").status_code == 404


def test_a_public_address_has_one_language_whatever_was_chosen(home, translate):
    translate(home, {"Школа": "The school"})
    client = Client()
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
    assert '<html lang="ru"' in client.get("/").text
    assert '<html lang="en"' in client.get(reverse("iom_login")).text
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "../../etc"
    assert '<html lang="ru"' in client.get(reverse("iom_login")).text


def test_no_browsers_wish_changes_the_language(home):
    answer = Client().get("/", headers={"accept-language": "en"})
    assert '<html lang="ru"' in answer.text


@pytest.mark.parametrize("words", ["ce", "ce, ce"])
def test_further_languages_are_named_by_the_environment(monkeypatch, words):
    monkeypatch.setenv("CONTENT_LANGUAGES", words)
    assert chosen("CONTENT_LANGUAGES", {"ce": "Нохчийн"}) == [("ce", "Нохчийн")]


def test_a_language_nobody_knows_is_refused(monkeypatch):
    monkeypatch.setenv("CONTENT_LANGUAGES", "ce,tlh")
    with pytest.raises(ImproperlyConfigured, match="tlh"):
        chosen("CONTENT_LANGUAGES", {"ce": "Нохчийн"})


@pytest.fixture
def chechen(settings):
    """The site as it starts with ``CONTENT_LANGUAGES=ce``."""
    settings.LANGUAGES = [*settings.INTERFACE_LANGUAGES, ("ce", "Нохчийн")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    clear_url_caches()
    yield Locale.objects.create(language_code="ce")
    clear_url_caches()


def test_chechen_pages_have_an_address_and_a_name(home, chechen):
    page = home.copy_for_translation(chechen)
    page.title, page.lead = "Ишкол", "Хьехархочунна гӀо"
    page.save_revision().publish()
    answer = Client().get("/ce/")
    assert answer.status_code == 200
    assert "гӀо" in answer.text and '<html lang="ce"' in answer.text
    # The words of the frame are Russian: there is no Chechen catalogue.
    assert "Вход" in answer.text
    assert str(chechen) == "Нохчийн" and chechen.language_name == "Chechen"


# --- routes -------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["route", "index"])
def test_case_16_nothing_of_a_route_becomes_a_source_for_translators(drafted, what):
    page = drafted.route if what == "route" else RouteIndexPage.objects.get()
    with pytest.raises(PermissionDenied), transaction.atomic():
        translate_object(page, [english()])
    assert not TranslationSource.objects.exists()


def test_case_16_the_form_for_translators_makes_no_copy_of_a_route(drafted):
    """Not even in the hands of whoever may do anything."""
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    address = reverse("wagtail_localize:submit_page_translation", args=[drafted.route.pk])
    answer = client.post(address, {"locales": [english().pk]})
    assert answer.status_code in (302, 403, 404)
    assert not TranslationSource.objects.exists()
    assert not Page.objects.filter(locale=english()).exists()


def test_a_route_has_no_translations_and_asks_nobody(drafted, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not list(drafted.route.get_translations())
    assert [page.pk for page in drafted.route.get_translations(inclusive=True)] == [
        drafted.route.pk
    ]


# --- editors ------------------------------------------------------------------------------


def test_site_editors_get_the_home_page_in_a_new_language(home):
    setup_roles()
    editor = UserFactory()
    editor.groups.add(group(GroupCode.SITE_EDITOR))
    translate_object(home, [english()])
    translated = home.get_translation(english())
    assert translated.permissions_for_user(editor).can_edit()
    setup_roles()
    assert translated.permissions_for_user(
        UserFactory._meta.model.objects.get(pk=editor.pk)
    ).can_edit()


def test_a_page_elsewhere_brings_editors_nothing(home):
    setup_roles()
    root = home.get_parent()
    other = root.add_child(instance=HomePage(title="Другая школа", slug="other"))
    before = GroupPagePermission.objects.count()
    translate_object(other, [english()])
    assert GroupPagePermission.objects.count() == before
