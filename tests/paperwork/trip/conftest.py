"""How papers travel: straight from our printer, and through a LibreOffice that saved them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.paperwork.trip.travel import saved_by_libreoffice


@pytest.fixture(
    scope="module", params=["as printed", pytest.param("saved", marks=pytest.mark.office)]
)
def carried(request, tmp_path_factory) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Return what becomes of files on their way."""
    if request.param == "as printed":
        return dict
    return lambda files: saved_by_libreoffice(files, tmp_path_factory.mktemp("trip"))
