"""Achievements and encouragements on the site: the lists with their forms, the pages of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iom_wagtail.journal.achievements import actions, queries, rules
from iom_wagtail.journal.achievements.forms import AchievementForm, EncouragementForm
from iom_wagtail.journal.achievements.stream import ACHIEVEMENTS, ENCOURAGEMENTS
from iom_wagtail.journal.kinds import KINDS
from iom_wagtail.journal.pages import Description, JournalPage, RecordPage, RecordsPage
from iom_wagtail.journal.rules import Right

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet

    from iom_wagtail.journal.achievements.models import Achievement, Encouragement
    from iom_wagtail.journal.records.models import RecordChange


class AchievementPage(JournalPage):
    """What the list and the page of one achievement share."""

    kind = KINDS["achievement"]
    right = Right.ACHIEVE
    form_class = AchievementForm
    title = gettext_lazy("Achievements")


class EncouragementPage(JournalPage):
    """What the list and the page of one encouragement share."""

    kind = KINDS["encouragement"]
    right = Right.ENCOURAGE
    form_class = EncouragementForm
    title = gettext_lazy("Encouragements")
    privacy = gettext_lazy(
        "The sum is shown to the teacher, the deputy director and the director only."
    )


class Achievements(AchievementPage, RecordsPage):
    """The achievements of a route; a new one from the teacher, the mentor or the deputy."""

    source = ACHIEVEMENTS
    new = gettext_lazy("New achievement")
    nothing = gettext_lazy("No achievement has been written down yet.")
    beside = (("iom_route_encouragements", EncouragementPage.title),)

    def initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"happened_on": timezone.localdate()}

    def write(self, values: dict[str, Any]) -> Achievement:
        """Write it."""
        return actions.achieve(self.page, self.request.user, **values)


class Encouragements(EncouragementPage, RecordsPage):
    """The encouragements of a route; a new one from the deputy or the director."""

    source = ENCOURAGEMENTS
    new = gettext_lazy("New encouragement")
    nothing = gettext_lazy("No encouragement has been written down yet.")
    beside = (("iom_route_achievements", AchievementPage.title),)

    def initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"given_on": timezone.localdate()}

    def write(self, values: dict[str, Any]) -> Encouragement:
        """Write it."""
        return actions.encourage(self.page, self.request.user, **values)


class _OwnRecord(RecordPage):
    def change(self, record: Any, values: dict[str, Any], seen: int | None) -> None:
        """Change one's own."""
        actions.change(record, self.request.user, seen=seen, **values)

    def remove(self, record: Any) -> RecordChange:
        """Remove one's own."""
        return actions.remove(record, self.request.user)


class OneAchievement(AchievementPage, _OwnRecord):
    """One achievement with what led to it."""

    def readable(self) -> QuerySet:
        """Return the achievements of the route."""
        return queries.achievements(self.page)

    def describe(self, record: Achievement) -> Description:
        """Return how far it reached, the result, the steps, and of a course its hours."""
        facts = [
            (_("Date"), record.happened_on),
            (_("Level and stage"), rules.reach(record.level, record.stage)),
            (_("Result"), record.result),
            (_("Hours"), record.hours),
            (_("Certificate"), record.certificate),
        ]
        steps = "\n".join(record.preparation)
        return Description(
            heading=rules.heading(record.kind, record.title),
            facts=[fact for fact in facts if fact[1]],
            texts=[(_("Steps of preparation"), steps)] if steps else [],
        )


class OneEncouragement(EncouragementPage, _OwnRecord):
    """One encouragement; its sum for those who may see it."""

    def readable(self) -> QuerySet:
        """Return the encouragements of the route with ``seen_amount``."""
        return queries.encouragements(self.page)

    def describe(self, record: Encouragement) -> Description:
        """Return of which kind it is, by which order, and the sum when the reader sees it."""
        facts = [
            (_("Date"), record.given_on),
            (_("What it is"), record.get_kind_display()),
            (_("Order, №"), record.order_no),
            (_("Sum"), _roubles(record.seen_amount)),
        ]
        return Description(
            heading=_("Encouragement: %(title)s") % {"title": record.title},
            facts=[fact for fact in facts if fact[1]],
        )

    def values_of(self, record: Encouragement) -> dict[str, Any]:
        """Begin with the sum that the reader sees."""
        names = set(EncouragementForm.base_fields) - {"amount"}
        return {**{name: getattr(record, name) for name in names}, "amount": record.seen_amount}


def _roubles(amount: Decimal | None) -> str:
    """Return «5 000 ₽» or «5 000,50 ₽»."""
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    return f"{number_format(amount, 0 if whole else 2, force_grouping=True)}\u00a0₽"
