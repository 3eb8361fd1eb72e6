"""Words of Wagtail's own screens that its Russian catalogue lacks, so that ours holds them.

A test asks Wagtail's catalogue and fails once a word has arrived there: then it goes from here.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

WORDS = (
    # The bar with «Save» below an edit form, named for screen readers.
    gettext_noop("Actions (footer)"),
)
