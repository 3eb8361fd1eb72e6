"""What ran out goes offline: the daily task."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from iom_wagtail.stories.choices import Reason
from iom_wagtail.stories.taking_down import page_models, settle


def expire(today: dt.date | None = None) -> int:
    """Take down every page on which a consent has run out; return how many went offline.

    Nobody has seen them since midnight (``ConsentedPage.is_shown``); now their pictures, copies
    and cached pages go too. May be run again at any time.
    """
    day = today or timezone.localdate()
    gone = 0
    for model in page_models():
        run_out = model.objects.live().filter(shown_until__lt=day)
        gone += len(settle(run_out, Reason.RUN_OUT, on=day).going)
    return gone
