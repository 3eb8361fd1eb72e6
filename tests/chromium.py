"""Finds the machine's own Chromium; a browser is never downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium; ``CHROMIUM`` in the environment decides, when set."""
    chosen = os.environ.get("CHROMIUM")
    if chosen is not None:
        return chosen if Path(chosen).is_file() else None
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return next((place for place in PLACES if Path(place).is_file()), None)


def browser_required() -> bool:
    """Return whether a missing browser is a failure, as in CI, rather than a skip."""
    return os.environ.get("REQUIRE_BROWSER", "") not in ("", "0")
