"""What a process carries before anybody asks for anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: What papers and spreadsheets are made with: some 15 MB and half a second of every process.
LATER = {"docx", "docxtpl", "openpyxl", "typst"}
LOADED = """
import json, sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(json.dumps(sorted(sys.modules)))
"""


def test_what_papers_are_made_with_is_loaded_when_it_is_needed():
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "home.settings.test", "PYTHONPATH": str(ROOT)}
    asked = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    loaded = set(json.loads(asked.stdout.splitlines()[-1]))
    assert "iom_wagtail.paperwork.views" in loaded
    assert loaded & LATER == set()
