"""A route on its way: printed as its reader prints it, saved by LibreOffice, imported elsewhere."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.roles import setup_roles, sync_groups
from tests.factories import SchoolFactory, UserFactory
from tests.files import samples
from tests.office import find_office
from tests.paperwork.word.conftest import ADDRESS, Screen

PERSON = (
    *("surname", "given_name", "patronymic", "position", "subject", "education", "category"),
    "outside",
)


@dataclass
class Arrived:
    """What came of an import: the draft, or the screen that refused it."""

    page: RoutePage | None
    preview: Any
    answer: Any

    @property
    def marked(self) -> list[str]:
        """What the answer marks as wrong."""
        found = BeautifulSoup(self.answer.content, "html.parser")
        return [each.text for each in found.select(".iom-word-error, .error-message")]


def twin(school: School) -> School:
    """Return another school of the same names with the same people, and none of the routes."""
    other = SchoolFactory(
        short_name=school.short_name, full_name=school.full_name, place=school.place
    )
    copies = {}
    for person in school.staff.order_by("pk"):
        values = {name: getattr(person, name) for name in PERSON}
        copies[person.pk] = StaffMember.objects.create(
            school=other, user=UserFactory() if person.pk == school.deputy_id else None, **values
        )
    other.deputy, other.director = copies[school.deputy_id], copies[school.director_id]
    other.save()
    setup_roles()
    sync_groups(other.deputy)
    return other


def printed(page: RoutePage, user: AbstractBaseUser, kind: str, *, draft: bool = False) -> bytes:
    """Return a paper of a route as somebody downloads it."""
    client = Client()
    client.force_login(user)
    address = reverse("iom_route_paper", args=[page.pk, kind, "docx"])
    response = client.get(address, {"draft": "1"} if draft else {})
    assert response.status_code == 200, response.status_code
    return response.content


def saved_by_libreoffice(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return Word files as LibreOffice writes them after it has opened them."""
    office = find_office()
    if office is None:
        pytest.fail("LibreOffice is required (REQUIRE_OFFICE) but was not found.")
    (folder / "saved").mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--convert-to", "docx:Office Open XML Text", "--outdir", folder / "saved"),
            *(folder / name for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: (folder / "saved" / name).read_bytes() for name in files}


def arrive(files: dict[str, bytes], school: School, **changes: Any) -> Arrived:
    """Import files into a school as its deputy does; ``changes`` is what is typed in by hand."""
    screen = Screen(school.deputy.user)
    uploads = [samples.upload(content, name) for name, content in files.items()]
    preview = screen.client.post(ADDRESS, {"file": uploads, "year": "2025"})
    answer = screen.create(preview, **changes)
    page = RoutePage.objects.filter(school=school).first()
    return Arrived(page and page.get_latest_revision_as_object(), preview, answer)
