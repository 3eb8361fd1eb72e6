"""Small copies of pictures: small, upright, on white, and nothing of what cameras write beside."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from iom_wagtail.files import previews
from iom_wagtail.files.keeping import check, kept
from iom_wagtail.files.kinds import KINDS
from iom_wagtail.files.previews import LONGEST_SIDE, preview_of
from iom_wagtail.files.storage import private_root
from tests.files import samples

CAMERA, GPS, ORIENTATION = 0x0110, 0x8825, 0x0112


def photograph(form: str = "JPEG", turned: int = 1) -> bytes:
    """Return a picture, red above and white below, with what a telephone writes beside it."""
    picture = Image.new("RGB", (1200, 900), "white")
    picture.paste("red", (0, 0, 1200, 450))
    exif = Image.Exif()
    exif[CAMERA], exif[ORIENTATION] = "Telephone-7Q", turned
    exif.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    picture.save(out, form, exif=exif, comment=b"said in school 12")
    return out.getvalue()


def small(content: bytes, code: str = "jpeg") -> Image.Image:
    return Image.open(io.BytesIO(preview_of(io.BytesIO(content), KINDS[code])))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_small_jpeg_of_every_picture_that_can_be_read(form):
    copy = small(photograph(form), form.lower())
    assert (copy.format, max(copy.size)) == ("JPEG", LONGEST_SIDE)
    assert copy.size == (640, 480)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_tells_where_and_with_what_it_was_taken(form):
    content = photograph(form)
    assert b"Telephone-7Q" in content
    given = preview_of(io.BytesIO(content), KINDS[form.lower()])
    for word in (b"Telephone-7Q", b"Exif", b"said in school"):
        assert word not in given
    assert not Image.open(io.BytesIO(given)).getexif()


def test_it_stands_upright():
    copy = small(photograph(turned=6))
    assert copy.size == (480, 640)
    assert copy.getpixel((470, 320))[1] < 60 < 200 < copy.getpixel((10, 320))[1]


def test_what_is_transparent_is_white():
    out = io.BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert small(out.getvalue(), "png").getpixel((10, 10)) == (255, 255, 255)


def test_a_small_picture_is_not_blown_up():
    assert small(samples.picture("PNG", (40, 30)), "png").size == (40, 30)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (samples.pdf(), "pdf"),
        (samples.heic(400, 300), "heic"),
        (photograph()[:2000], "jpeg"),
        (photograph("PNG")[:500], "png"),
        (samples.pixel_bomb(200_000, 200_000), "png"),
    ],
    ids=["a document", "heic", "half a photograph", "half a drawing", "a bomb"],
)
def test_without_a_preview_a_file_is_still_a_file(content, code):
    file = io.BytesIO(content)
    assert preview_of(file, KINDS[code]) is None
    assert file.read() == content


def test_what_is_too_large_is_not_decoded(monkeypatch):
    monkeypatch.setattr(previews, "MOST_PIXELS", 1000)
    assert preview_of(io.BytesIO(samples.picture("PNG", (40, 30))), KINDS["png"]) is None
    assert preview_of(io.BytesIO(samples.picture("PNG", (20, 30))), KINDS["png"])


def test_a_failure_takes_the_copy_along(settings, tmp_path):
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}
    checked = check(samples.upload(photograph(), "Доска.jpg"))
    with pytest.raises(RuntimeError), kept(checked, "tests") as stored:
        assert stored["preview"] and len(_files()) == 2
        raise RuntimeError
    assert _files() == []


def _files() -> list:
    return [path for path in private_root().rglob("*") if path.is_file()]
