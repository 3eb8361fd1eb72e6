"""``verify_approvals``: every way of changing what was signed is found."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import PageLogEntry

from iom_wagtail.approval import verification
from iom_wagtail.approval.rules import checksum

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(signed):
    return signed.route.version_in_force()


def change(version, **values):
    """Change the row the way an intruder would: by SQL."""
    columns = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE iom_wagtail_approvedversion SET {columns} WHERE id = %s",
            [*values.values(), version.pk],
        )


def test_an_untouched_version_is_verified(version, capsys):
    call_command("verify_approvals")
    assert "1 approved version" in capsys.readouterr().out


def test_a_changed_text_is_found(version):
    change(version, content=version.content.replace("Уверенно", "Неуверенно"))
    assert [f.complaint for f in verification.findings()] == [verification.CONTENT_CHANGED]
    with pytest.raises(CommandError):
        call_command("verify_approvals")


def test_text_and_sum_changed_together_are_found_by_the_log(version):
    text = version.content.replace("Уверенно", "Неуверенно")
    change(version, content=text, sha256=checksum(text))
    assert [f.complaint for f in verification.findings()] == [verification.CONTENT_REPLACED]


def test_a_changed_trail_is_found(version):
    change(version, trail="[]")
    assert [f.complaint for f in verification.findings()] == [verification.TRAIL_CHANGED]


def test_a_missing_log_entry_or_row_is_found(version):
    PageLogEntry.objects.filter(action="iom_wagtail.version").delete()
    assert [f.complaint for f in verification.findings()] == [verification.NOT_IN_LOG]


def test_a_version_that_is_gone_is_found(version):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM iom_wagtail_approvedversion")
    assert [f.complaint for f in verification.findings()] == [verification.ROW_MISSING]
