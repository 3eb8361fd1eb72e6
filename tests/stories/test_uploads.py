"""Pictures on their way into the library: what cameras write beside them is not kept."""

from __future__ import annotations

import io

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.stripping import without_metadata
from iom_wagtail.school.roles import GroupCode, group, public_collection, setup_roles
from tests.factories import UserFactory
from tests.files import samples

Picture = get_image_model()
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
SECRET = "Canary camera"


def photograph(form="JPEG", *, orientation=1, size=(40, 20)) -> bytes:
    """Return a picture whose left half is red, with what a telephone writes beside it."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, SECRET
    exif.get_ifd(GPS)[2] = (43.0, 19.0, 5.0)
    out = io.BytesIO()
    options = {"comment": SECRET.encode()} if form == "JPEG" else {}
    image.save(out, form, exif=exif, quality=95, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_but_pixels_is_kept(form):
    given = photograph(form)
    assert SECRET.encode() in given
    kept = without_metadata(io.BytesIO(given))
    assert SECRET.encode() not in kept and b"Exif" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.format == form and image.size == (40, 20)
        assert not dict(image.getexif())


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (40, 20), (5, 10)),
        (3, (40, 20), (35, 10)),
        (6, (20, 40), (10, 5)),
        (8, (20, 40), (10, 35)),
    ],
)
def test_a_picture_stays_upright(orientation, size, red_at):
    kept = without_metadata(io.BytesIO(photograph(orientation=orientation)))
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == size
        red, _green, blue = image.convert("RGB").getpixel(red_at)
        assert red > 200 and blue < 60


def test_transparency_and_motion_stay():
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], duration=[70, 90], comment=SECRET
    )
    kept = without_metadata(out)
    assert SECRET.encode() not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.n_frames == 2
    clear = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(clear, "PNG")
    with Image.open(io.BytesIO(without_metadata(clear))) as image:
        assert image.convert("RGBA").getpixel((1, 1))[3] == 0


def test_a_damaged_picture_is_refused():
    with pytest.raises(FileRefused):
        without_metadata(io.BytesIO(photograph()[:60]))


# --- the doors ----------------------------------------------------------------------------


@pytest.fixture
def editor(db, client):
    setup_roles()
    user = UserFactory()
    user.groups.add(group(GroupCode.SITE_EDITOR))
    client.force_login(user)
    return client


def by_page(editor, file):
    return editor.post(reverse("wagtailimages:add"), {"title": "Снимок", "file": file, "tags": ""})


def by_several(editor, file):
    script = {"x-requested-with": "XMLHttpRequest"}
    given = {"files[]": file, "title": "Снимок"}
    return editor.post(reverse("wagtailimages:add_multiple"), given, headers=script)


def by_chooser(editor, file):
    given = {
        "image-chooser-upload-title": "Снимок",
        "image-chooser-upload-file": file,
        "image-chooser-upload-tags": "",
    }
    return editor.post(reverse("wagtailimages_chooser:create"), given)


DOORS = pytest.mark.parametrize("door", [by_page, by_several, by_chooser])


@DOORS
def test_every_door_of_the_office_cleans(editor, door):
    door(editor, samples.upload(photograph(orientation=6), "photo.jpg"))
    picture = Picture.objects.get()
    with picture.file.open("rb") as file:
        content = file.read()
    assert SECRET.encode() not in content and b"Exif" not in content
    assert (picture.width, picture.height) == (20, 40)
    assert picture.file_size == len(content)


@pytest.mark.django_db
def test_code_cleans_too():
    file = ImageFile(io.BytesIO(photograph(orientation=6)), name="photo.jpg")
    picture = Picture.objects.create(title="Снимок", file=file, collection=public_collection())
    with picture.file.open("rb") as kept:
        assert SECRET.encode() not in kept.read()
    assert (picture.width, picture.height) == (20, 40)


@DOORS
@pytest.mark.parametrize("name", ["drawing.svg", "drawing.png", "drawing.jpg"])
def test_case_27_a_drawing_with_a_script_is_refused(editor, door, name):
    assert door(editor, samples.upload(samples.SVG, name)).status_code in (200, 400)
    assert not Picture.objects.exists()


@DOORS
def test_case_30_a_pixel_bomb_is_refused(editor, door):
    assert door(editor, samples.upload(samples.pixel_bomb(), "bomb.png")).status_code in (200, 400)
    assert not Picture.objects.exists()


@DOORS
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.EXE, "photo.jpg"),
        (samples.HTML, "photo.png"),
        (samples.pdf(), "photo.jpg"),
        (photograph("PNG"), "photo.jpg.exe"),
        (photograph("PNG"), "photo.jpg"),
    ],
    ids=["program", "page", "paper", "double extension", "another format"],
)
def test_case_31_what_is_no_such_picture_is_refused(editor, door, content, name):
    assert door(editor, samples.upload(content, name)).status_code in (200, 400)
    assert not Picture.objects.exists()
