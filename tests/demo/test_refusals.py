"""Where the demo is not loaded: beside no other test that has loaded it."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from iom_wagtail.routes.models import RoutePage
from tests.factories import make_cast

pytestmark = pytest.mark.django_db


def test_it_is_refused_outside_debug_and_over_a_real_school(settings):
    with pytest.raises(CommandError):
        call_command("load_demo")
    make_cast()
    with pytest.raises(CommandError):
        call_command("load_demo", "--force")
    settings.DEBUG = True
    call_command("load_demo", "--if-empty")
    assert not RoutePage.objects.exists()
