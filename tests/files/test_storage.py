"""Where private files lie: outside MEDIA, nameless, readable by the application alone."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from iom_wagtail.files import checks
from iom_wagtail.files.keeping import check, kept
from iom_wagtail.files.storage import new_name, private_root, private_storage
from tests.files import samples


@pytest.fixture
def root(settings, tmp_path):
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}
    return tmp_path / "private"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_and_folders_are_the_applications_own(root):
    name = private_storage().save(new_name("attachments"), ContentFile(b"x"))
    path = root / name
    assert mode(path) == 0o600
    assert {mode(folder) for folder in [path.parent, path.parent.parent, root]} == {0o700}


def test_a_web_server_in_front_reads_through_its_group(root, settings):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "accel_redirect": "/inside/"}
    path = root / private_storage().save(new_name("attachments"), ContentFile(b"x"))
    assert (mode(path), mode(path.parent)) == (0o640, 0o750)


def test_paths_say_nothing(root):
    checked = check(samples.upload(samples.pdf(), "Лебедева Анна.pdf"))
    with kept(checked, "attachments") as stored:
        assert re.fullmatch(r"attachments/\d{4}-\d{2}/[0-9a-f]{32}", stored["file"])
        assert stored["file_name"] == "Лебедева Анна.pdf"
        assert stored["file_size"] == len(samples.pdf())
        assert (root / stored["file"]).read_bytes() == samples.pdf()


def test_there_is_no_address():
    with pytest.raises(NotImplementedError):
        private_storage().url("attachments/x")


def test_a_failure_leaves_no_file(root):
    checked = check(samples.upload(samples.pdf(), "а.pdf"))
    with pytest.raises(RuntimeError), kept(checked, "attachments"):
        raise RuntimeError
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_without_a_setting_files_lie_beside_media(settings, tmp_path):
    settings.IOM_WAGTAIL = {}
    settings.MEDIA_ROOT = str(tmp_path / "media")
    assert private_root() == tmp_path / "private"
    assert checks.check_private_root() == []


@pytest.mark.parametrize("name", ["MEDIA_ROOT", "STATIC_ROOT", "STATICFILES_DIRS"])
@pytest.mark.parametrize("below", ["", "deep/private"])
def test_a_published_folder_is_an_error(settings, tmp_path, name, below):
    setattr(settings, name, [tmp_path] if name.endswith("DIRS") else str(tmp_path))
    settings.IOM_WAGTAIL = {"private_root": tmp_path / below}
    assert [message.id for message in checks.check_private_root()] == ["iom_wagtail.E010"]


def test_a_link_into_media_is_an_error(settings, tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "private").symlink_to(tmp_path / "media", target_is_directory=True)
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}
    assert [message.id for message in checks.check_private_root()] == ["iom_wagtail.E010"]


def test_no_folder_at_all_is_an_error(settings):
    settings.IOM_WAGTAIL, settings.MEDIA_ROOT = {}, ""
    assert [message.id for message in checks.check_private_root()] == ["iom_wagtail.E011"]


def test_what_a_bare_site_lacks_is_warned_of(settings):
    del settings.WAGTAIL_GRAVATAR_PROVIDER_URL
    settings.MIDDLEWARE = []
    found = [message.id for message in checks.check_outside()]
    assert found == ["iom_wagtail.W010", "iom_wagtail.W011"]
    settings.WAGTAIL_GRAVATAR_PROVIDER_URL = None
    settings.MIDDLEWARE = [checks.LIMIT]
    assert checks.check_outside() == []
