"""Signed copies: private files, handed out to the leaders alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from iom_wagtail.files.storage import private_root
from iom_wagtail.stories.consent.models import ConsentScan, PublicationConsent
from tests.files import samples
from tests.stories.made import make_consent, today

pytestmark = pytest.mark.django_db

SCAN = samples.pdf(b"signed")


@pytest.fixture
def consent(cast):
    return make_consent(cast.teacher)


@pytest.fixture
def scan(enter, consent):
    attach(enter("deputy"), consent, samples.upload(SCAN, "Согласие Лебедевой.pdf"))
    return ConsentScan.objects.get()


def attach(browser, consent, *files):
    return browser.post(reverse("iom_consent", args=[consent.pk]), {"files": list(files)})


def stored():
    return {path for path in private_root().rglob("*") if path.is_file()}


def test_case_19_a_signed_copy_is_handed_out_to_the_leaders_alone(enter, cast, other, scan):
    url = scan.get_absolute_url()
    for who in ("director", "deputy", "superuser"):
        answer = enter(who).get(url)
        assert answer.status_code == 200 and b"".join(answer) == SCAN
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
    for who in ("site_editor", "teacher", "mentor", "methodist", "colleague", "technician"):
        assert enter(who).get(url).status_code == 302
    assert enter("director", other).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_case_19_no_other_address_leads_to_it(scan, cast):
    [path] = stored()
    assert "Лебедев" not in path.name and path == private_root() / scan.file.name
    for url in (f"/media/{scan.file.name}", f"/private/{scan.file.name}", f"/{scan.file.name}"):
        assert Client().get(url, follow=True).status_code == 404
    with pytest.raises(NotImplementedError):
        assert scan.file.url


def test_case_19_a_guessed_name_or_another_consent_leads_to_nothing(enter, cast, scan):
    from uuid import uuid4

    another = make_consent(cast.mentor)
    browser = enter("deputy")
    for pk, uuid in ((scan.consent_id, uuid4()), (another.pk, scan.uuid)):
        assert browser.get(reverse("iom_consent_scan", args=[pk, uuid])).status_code == 404


def test_a_superusers_look_at_a_copy_is_logged(enter, scan):
    enter("superuser").get(scan.get_absolute_url())
    assert ModelLogEntry.objects.filter(action="iom_wagtail.read_consent").count() == 1


def test_the_site_editor_attaches_and_opens_nothing(enter, consent):
    browser = enter("site_editor")
    assert attach(browser, consent, samples.upload(SCAN, "скан.pdf")).status_code == 302
    row = ConsentScan.objects.get()
    page = browser.get(reverse("iom_consent", args=[consent.pk])).content.decode()
    assert row.get_absolute_url() not in page and "скан.pdf" not in page
    browser.post(reverse("iom_consent", args=[consent.pk]), {"drop": str(row.uuid)})
    assert ConsentScan.objects.exists()


def test_a_copy_is_kept_with_the_record(enter, cast):
    answer = enter("deputy").post(
        reverse("iom_consent_add"),
        {
            "person": cast.teacher.pk,
            "fields_allowed": ["full_name"],
            "signed_on": f"{today():%d.%m.%Y}",
            "files": [
                samples.upload(SCAN, "1.pdf"),
                samples.upload(SCAN, "ещё раз.pdf"),
                samples.upload(samples.picture("JPEG"), "2.jpg"),
            ],
        },
    )
    assert answer.status_code == 302
    consent = PublicationConsent.objects.get()
    assert [row.file_kind for row in consent.scans.all()] == ["pdf", "jpeg"]


REFUSED = [
    (samples.SVG, "скан.svg", 27),
    (samples.HTML, "скан.pdf", 27),
    (samples.EXE, "скан.pdf", 31),
    (SCAN, "скан.exe.pdf", 31),
    (SCAN, "скан.jpg", 31),
    (samples.pixel_bomb(), "скан.png", 30),
    (samples.zip_bomb(4), "скан.docx", 30),
    (samples.openxml(), "скан.docx", 31),
    (b"", "скан.pdf", 31),
]


def refuse(enter, consent, content, name):
    """Send a file both ways; nothing is kept and the answer is no error page."""
    answer = attach(enter("deputy"), consent, samples.upload(content, name))
    assert answer.status_code == 200 and "«скан" in answer.content.decode()
    more = enter("deputy").post(
        reverse("iom_consent_add"),
        {
            "other_name": "Гость",
            "fields_allowed": ["photo"],
            "signed_on": f"{today():%d.%m.%Y}",
            "files": [samples.upload(content, name)],
        },
    )
    assert more.status_code == 200 and "Гость" in more.content.decode()
    assert not ConsentScan.objects.exists() and stored() == set()
    assert PublicationConsent.objects.get() == consent


@pytest.mark.parametrize(
    ("content", "name"), [row[:2] for row in REFUSED if row[2] == 27], ids=["svg", "html"]
)
def test_case_27_a_drawing_or_page_with_code_is_no_scan(enter, consent, content, name):
    refuse(enter, consent, content, name)


@pytest.mark.parametrize(
    ("content", "name"), [row[:2] for row in REFUSED if row[2] == 30], ids=["pixels", "zip"]
)
def test_case_30_a_bomb_is_refused(enter, consent, content, name):
    refuse(enter, consent, content, name)


def test_case_30_a_huge_upload_is_refused_before_it_is_read(cast, consent):
    client = Client()
    client.force_login(cast.user("deputy"))
    answer = client.post(
        reverse("iom_consent", args=[consent.pk]),
        {"files": samples.upload(SCAN, "скан.pdf")},
        CONTENT_LENGTH=str(1024**3),
    )
    assert answer.status_code == 413 and not ConsentScan.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [row[:2] for row in REFUSED if row[2] == 31],
    ids=["program", "two extensions", "another kind", "word", "empty"],
)
def test_case_31_what_pretends_to_be_a_scan_is_refused(enter, consent, content, name):
    refuse(enter, consent, content, name)


def test_the_same_file_is_not_attached_twice(enter, consent, scan):
    answer = attach(enter("deputy"), consent, samples.upload(SCAN, "скан.pdf"))
    assert "уже приложен" in answer.content.decode() and ConsentScan.objects.get() == scan
    nothing = attach(enter("deputy"), consent)
    assert "Выберите хотя бы один файл" in nothing.content.decode()


def test_a_wrong_copy_is_removed_with_its_file(
    enter, consent, scan, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        enter("deputy").post(reverse("iom_consent", args=[consent.pk]), {"drop": str(scan.uuid)})
    assert not ConsentScan.objects.exists() and stored() == set()
    entry = ModelLogEntry.objects.get(action="iom_wagtail.drop_consent_scan")
    assert entry.data == {"staff": consent.person_id, "scan": scan.pk}
    gone = enter("deputy").post(reverse("iom_consent", args=[consent.pk]), {"drop": "nothing"})
    assert gone.status_code == 404
