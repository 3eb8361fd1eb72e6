"""What is taken down: pictures lose their addresses, unless another page shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache

from tests.stories.made import (
    fresh,
    hero,
    live,
    make_consent,
    make_picture,
    make_story,
    text,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_on_disk(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()  # it remembers what was drawn of pictures in the tests before


def media(*folder):
    root = Path(django_settings.MEDIA_ROOT).joinpath(*folder)
    return {path.name for path in root.glob("*")}


def pictured(school, person, *pictures, **values):
    body = [("picture", {"image": each, "alt": "Класс", "caption": ""}) for each in pictures]
    rows = [hero(person, in_picture=True)] if person else []
    return make_story(school, *rows, body=[text("Слова"), *body], live=True, **values)


def test_pictures_lose_their_addresses(cast, certain):
    consent = make_consent(cast.teacher)
    cover, inside = make_picture("cover.png"), make_picture("inside.png", "blue")
    pictured(cast.school, cast.teacher, inside, cover=cover)
    for image in (cover, inside):
        image.get_rendition("width-200")
        image.get_rendition("max-165x165")
    assert len(media("images")) == 4
    assert media("original_images") == {"cover.png", "inside.png"}
    certain(withdraw, consent, cast.user("deputy"))
    assert media("images") == set()
    for image in (cover, inside):
        old = image.file.name
        image.refresh_from_db()
        assert image.file.name != old and image.file.storage.exists(image.file.name)
        assert not image.renditions.exists()
        drawn = image.get_rendition("width-200").file.name
        assert Path(old).stem not in drawn and len(Path(drawn).stem) > 32
    assert not media("original_images") & {"cover.png", "inside.png"}


def test_a_picture_that_another_page_still_shows_stays(cast, certain):
    consent = make_consent(cast.teacher)
    image = make_picture("hall.png")
    pictured(cast.school, cast.teacher, image)
    pictured(cast.school, None, image)
    rendition = image.get_rendition("width-200")
    certain(withdraw, consent, cast.user("deputy"))
    image.refresh_from_db()
    assert image.file.name == "original_images/hall.png"
    assert image.renditions.get() == rendition and rendition.file.name.split("/")[-1] in media(
        "images"
    )


def test_a_picture_goes_when_its_other_page_goes_too(cast, certain):
    consent = make_consent(cast.teacher)
    image = make_picture("hall.png")
    pictured(cast.school, cast.teacher, image)
    pictured(cast.school, cast.teacher, image)
    image.get_rendition("width-200")
    certain(withdraw, consent, cast.user("deputy"))
    assert media("images") == set() and "hall.png" not in media("original_images")


def test_a_picture_without_its_file_stops_nothing(cast, certain):
    consent = make_consent(cast.teacher)
    image = make_picture("hall.png")
    pictured(cast.school, cast.teacher, image)
    image.file.storage.delete(image.file.name)
    certain(withdraw, consent, cast.user("deputy"))
    assert live() == set()


def test_files_stay_when_the_withdrawal_fails(cast, certain, monkeypatch):
    consent = make_consent(cast.teacher)
    image = make_picture("hall.png")
    story = pictured(cast.school, cast.teacher, image)
    image.get_rendition("width-200")

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("iom_wagtail.stories.taking_down.cancel_schedules", broken)
    with pytest.raises(RuntimeError):
        certain(withdraw, consent, cast.user("deputy"))
    assert len(media("images")) == 1 and "hall.png" in media("original_images")
    assert fresh(story).live and fresh(consent).withdrawn_at is None


def test_case_24_a_file_that_cannot_be_deleted_is_reported_without_its_name(
    cast, certain, monkeypatch, caplog
):
    consent = make_consent(cast.teacher)
    image = make_picture("lebedeva.png")
    pictured(cast.school, cast.teacher, image)

    def refused(self, name):
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.delete", refused)
    certain(withdraw, consent, cast.user("deputy"))
    assert live() == set() and "PermissionError" in caplog.text
    assert "lebedeva" not in caplog.text
