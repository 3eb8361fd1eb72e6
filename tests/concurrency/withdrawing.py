"""Publishing and withdrawing at the same moment, again and again; in the end nothing is shown.

Run as a module by ``test_withdrawing.py`` with a database of its own. Prints one JSON line.
"""

from __future__ import annotations

import json
import threading
import time
from typing import Any

ROUNDS = 24
#: Seconds between the moment in which consents are asked and that in which the page is written.
PAUSE = 0.3


def publish_and_withdraw() -> dict[str, Any]:
    """Let an editor publish while the person withdraws; return what happened, round by round."""
    from django.db import connection
    from django.db.models.signals import pre_save

    from iom_wagtail.stories.choices import Withdrawal
    from iom_wagtail.stories.consent import actions
    from iom_wagtail.stories.exceptions import ConsentMissing
    from iom_wagtail.stories.models import SuccessStoryPage
    from tests.factories import make_cast
    from tests.stories.made import make_consent, make_story

    cast = make_cast()
    user = cast.user("teacher")
    row = {"person": cast.teacher, "shown_name": "А. И."}

    def linger(instance: Any, **kwargs: Any) -> None:
        """Hold the door open between the look at the consents and the act."""
        if instance.live:
            time.sleep(PAUSE)

    result: dict[str, Any] = {"errors": [], "published": 0, "refused": 0, "shown": 0}

    def once(number: int) -> None:
        consent = make_consent(cast.teacher)
        page = make_story(cast.school, row, row, slug=f"story-{number}")
        start = threading.Barrier(2)

        def guarded(act: Any) -> None:
            try:
                start.wait(timeout=30)
                act()
            except Exception as error:
                result["errors"].append(f"{type(error).__name__}: {error}")
            finally:
                connection.close()

        def publish() -> None:
            try:
                page.get_latest_revision().publish()
                result["published"] += 1
            except ConsentMissing:
                result["refused"] += 1

        def withdraw() -> None:
            time.sleep(lasts * 1.5 * (number % 12) / 11)  # before, amid and after the publishing
            actions.withdraw(consent, user, how=Withdrawal.SELF)

        threads = [threading.Thread(target=guarded, args=(act,)) for act in (publish, withdraw)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        # Counted at once: the next withdrawal of the same person would take it down.
        result["shown"] += SuccessStoryPage.objects.live().count()

    consent = make_consent(cast.teacher)
    page = make_story(cast.school, row, row)
    began = time.monotonic()
    page.get_latest_revision().publish()
    lasts = time.monotonic() - began
    actions.withdraw(consent, user, how=Withdrawal.SELF)
    pre_save.connect(linger, sender=SuccessStoryPage)
    lasts += PAUSE
    for number in range(ROUNDS):
        once(number)
    return result


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(publish_and_withdraw(), ensure_ascii=False))
