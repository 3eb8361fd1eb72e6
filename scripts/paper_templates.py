"""Writes our paper forms, ``iom_wagtail/paperwork/forms/docx/*.docx``: ``python
scripts/paper_templates.py``.

This script is the source; a test compares the files that lie there with what it makes. The words
of the regulation's forms (5.1, 5.2, 5.4) stand here to the letter.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.paper_forms import consents, happened, outcome, programme
from scripts.paper_forms.layout import Form
from scripts.paper_forms.packing import packed

FOLDER = Path(__file__).resolve().parents[1] / "iom_wagtail/paperwork/forms/docx"

FORMS: dict[str, Callable[[], Form]] = {
    form.__name__: form
    for form in (
        programme.passport,
        programme.sheet,
        programme.card,
        happened.attachments,
        happened.visit,
        happened.checkpoint,
        happened.meetings,
        happened.testimonial,
        outcome.analysis,
        outcome.conclusion,
        outcome.extract,
        consents.consent,
    )
}


def main() -> None:
    """Write every form."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, form in FORMS.items():
        (FOLDER / f"{name}.docx").write_bytes(packed(form()))


if __name__ == "__main__":
    main()
