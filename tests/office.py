"""Finds the machine's own LibreOffice; tests turn papers into pages with it."""

from __future__ import annotations

import os
import shutil


def find_office() -> str | None:
    """Return the path of LibreOffice; ``SOFFICE`` in the environment decides, when set."""
    chosen = os.environ.get("SOFFICE")
    return shutil.which("soffice") if chosen is None else shutil.which(chosen)


def office_required() -> bool:
    """Return whether a missing LibreOffice is a failure, as in CI, rather than a skip."""
    return os.environ.get("REQUIRE_OFFICE", "") not in ("", "0")
