"""The site's own pictures and documents: public ones in their collection, no avatars."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission
from wagtail.users.models import UserProfile

from home.checks import check_pictures
from home.publishing import public_collections
from iom_wagtail.files.storage import private_root
from iom_wagtail.school.roles import GroupCode, group, public_collection, setup_roles
from tests.factories import UserFactory
from tests.files import samples

pytestmark = pytest.mark.django_db

Picture, Document = get_image_model(), get_document_model()


@pytest.fixture(autouse=True)
def public(settings, tmp_path):
    """The public collection; files of these tests lie in folders of their own."""
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}
    setup_roles()
    return public_collection()


@pytest.fixture
def hidden():
    return Collection.get_first_root_node().add_child(name="Личное")


@pytest.fixture
def editor(client):
    user = UserFactory()
    user.groups.add(group(GroupCode.SITE_EDITOR))
    client.force_login(user)
    return client


@pytest.fixture
def boss():
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def add(client, model, collection=None, content=None, name="доска.png"):
    """Add a picture or a document the way the office does; return the answer."""
    content = content or samples.picture()
    where = "wagtailimages:add" if model is Picture else "wagtaildocs:add"
    given = {"title": "Доска", "file": samples.upload(content, name), "tags": ""}
    if collection is not None:
        given["collection"] = collection.pk
    return client.post(reverse(where), given)


# --- pictures -----------------------------------------------------------------------------


def test_an_editor_adds_pictures_and_they_land_in_the_public_collection(editor, public):
    assert add(editor, Picture).status_code == 302
    assert Picture.objects.get().collection == public


def test_an_editor_reaches_no_other_collection(editor, hidden):
    add(editor, Picture, hidden)
    add(editor, Document, hidden, samples.pdf(), "план.pdf")
    lie = [*Picture.objects.filter(collection=hidden), *Document.objects.filter(collection=hidden)]
    assert lie == []


def test_nobody_adds_a_picture_elsewhere(boss, hidden):
    for collection in (hidden, Collection.get_first_root_node()):
        response = add(boss, Picture, collection)
        assert "Адреса изображений открыты всем" in response.content.decode()
    assert not Picture.objects.exists()


def test_a_collection_inside_the_public_one_is_public(boss, public):
    feast = public.add_child(name="Праздник")
    assert add(boss, Picture, feast).status_code == 302


def test_a_restricted_collection_takes_no_picture(boss, public):
    inner = public.add_child(name="Праздник").add_child(name="2026")
    CollectionViewRestriction.objects.create(collection=inner, restriction_type="login")
    assert inner not in public_collections() and public in public_collections()
    assert "Адреса изображений открыты всем" in add(boss, Picture, inner).content.decode()


def test_several_at_once_are_refused_too(boss, hidden):
    file = samples.upload(samples.picture(), "доска.png")
    given = {"files[]": file, "collection": hidden.pk, "title": "Доска"}
    script = {"x-requested-with": "XMLHttpRequest"}
    answer = boss.post(reverse("wagtailimages:add_multiple"), given, headers=script).json()
    assert answer["success"] is False
    assert "Адреса изображений открыты всем" in answer["error_message"]
    assert not Picture.objects.exists()


def test_a_picture_is_not_moved_elsewhere(boss, public, hidden):
    add(boss, Picture, public)
    picture = Picture.objects.get()
    response = boss.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {"title": "Доска", "collection": hidden.pk, "tags": ""},
    )
    assert "Адреса изображений открыты всем" in response.content.decode()
    bulk = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "add_to_collection"])
    asked = f"{bulk}?id={picture.pk}&next=/admin/images/"
    response = boss.post(asked, {"collection": hidden.pk}, follow=True)
    assert "Адреса изображений открыты всем" in response.content.decode()
    picture.refresh_from_db()
    assert picture.collection == public
    feast = public.add_child(name="Праздник")
    boss.post(asked, {"collection": feast.pk})
    picture.refresh_from_db()
    assert picture.collection == feast


def test_the_check_finds_pictures_that_only_seem_private(boss, public, hidden):
    add(boss, Picture, public)
    assert check_pictures(databases=["default"]) == []
    Picture.objects.update(collection=hidden)
    assert [message.id for message in check_pictures(databases=["default"])] == ["home.W001"]
    assert check_pictures() == []


def test_originals_have_no_address_in_development():
    """Only the sizes that pages use are served, as on a server."""
    from tests.test_project import manage

    code = (
        "from home.urls import urlpatterns;"
        "print([str(p.pattern) for p in urlpatterns if 'media' in str(p.pattern)])"
    )
    told = manage("shell", "--no-imports", "-c", code, DJANGO_SETTINGS_MODULE="home.settings.dev")
    assert told.stdout.strip() == "['^media/images/(?P<path>.*)$']"


# --- documents ----------------------------------------------------------------------------


def test_case_19_a_document_lies_outside_media(editor, public):
    assert add(editor, Document, content=samples.pdf(), name="Положение.pdf").status_code == 302
    document = Document.objects.get()
    assert document.collection == public
    assert (private_root() / document.file.name).is_file()
    with pytest.raises(NotImplementedError):
        assert document.file.url
    response = Client().get(document.url)
    assert b"".join(response) == samples.pdf()
    assert response["X-Content-Type-Options"] == "nosniff"
    for address in (f"/media/{document.file.name}", f"/private/{document.file.name}"):
        assert Client().get(address, follow=True).status_code == 404


def test_a_document_in_a_restricted_collection_asks_for_login(boss, hidden):
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    add(boss, Document, hidden, samples.pdf(), "план.pdf")
    document = Document.objects.get()
    assert Client().get(document.url).status_code == 302
    assert boss.get(document.url).status_code == 200


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (samples.EXE, "план.pdf", "Программы не принимаются."),
        (samples.SVG, "рисунок.svg", "рисунки с кодом"),
        (samples.HTML, "план.txt", "Веб-страницы"),
        (samples.pdf(), "план.exe.pdf", "два расширения"),
    ],
)
def test_case_31_documents_are_checked_by_content(editor, content, name, words):
    response = add(editor, Document, content=content, name=name)
    assert words in response.content.decode()
    assert not Document.objects.exists()


def test_a_documents_name_is_neutral(editor):
    add(editor, Document, content=samples.pdf(), name="план\u202efdp.pdf")
    assert "\u202e" not in Document.objects.get().file.name


# --- rights and avatars ---------------------------------------------------------------------


def test_rights_left_on_other_collections_are_taken_back(public, hidden):
    editors = Group.objects.get(pk=group(GroupCode.SITE_EDITOR).pk)
    right = GroupCollectionPermission.objects.filter(group=editors).first().permission
    GroupCollectionPermission.objects.create(group=editors, collection=hidden, permission=right)
    call_command("setup_roles", verbosity=0)
    held = GroupCollectionPermission.objects.filter(group=editors)
    assert {row.collection for row in held} == {public}
    assert Collection.objects.filter(name=public.name).count() == 1


def test_case_20_no_avatar_leaves_and_none_comes_in(editor):
    """No outside service is asked, and nobody puts a face into MEDIA."""
    assert django_settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    page = editor.get(reverse("wagtailadmin_account")).content.decode()
    assert "gravatar" not in page and 'name="avatar-avatar"' not in page
    user = UserFactory._meta.model.objects.get(groups=group(GroupCode.SITE_EDITOR))
    answer = editor.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Имя",
            "name_email-last_name": "Фамилия",
            "name_email-email": user.email,
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "locale-preferred_language": "ru",
            "locale-current_time_zone": "Europe/Moscow",
            "avatar-avatar": samples.upload(samples.picture(), "лицо.png"),
        },
    )
    assert answer.status_code == 302
    assert not UserProfile.objects.get(user=user).avatar
