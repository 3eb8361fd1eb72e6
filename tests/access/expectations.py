"""What the role table of ``docs/access.md`` promises of single cells, said independently of it.

The tables in ``matrix_*.txt`` state what is; these lists state what must be, so that nobody
can write a broken promise into a table without a test that fails.
"""

from __future__ import annotations

from tests.access.canaries import only
from tests.access.telling import MARK
from tests.access.world import ENTITLED, OUTSIDERS, World

#: Readers of the draft.
DRAFT = frozenset(ENTITLED) - {"teacher", "participant"}
EVERYBODY = frozenset(ENTITLED)
LEADERS = frozenset({"deputy", "director"})

#: Shown only beside what they belong to, and the planted route leaves that empty: a place, a
#: consent, a term without dates.
_BESIDE = ("place_note", "mentor_consent_document", "due_words")

#: Address → who reads there, and which canaries (by their beginning) all of them find.
READ_BY: dict[str, tuple[frozenset[str], tuple[str, ...], bool]] = {
    "iom_route": (EVERYBODY, ("version.", "route.title"), False),
    "iom_route_version": (EVERYBODY, ("version.", "route.title"), False),
    "iom_route_approval": (DRAFT, ("waiting.",), False),
    "iom_approval": (frozenset({"deputy"}), ("waiting.",), False),
    "iom_approvals": (frozenset({"deputy"}), ("waiting.",), False),
    "iom_route_version_sheet": (EVERYBODY, ("route.title",), True),
    "iom_route_attachments": (
        EVERYBODY,
        ("record.attachment.title", "record.attachment.note", "record.attachment.bywhom"),
        True,
    ),
    "iom_route_attachment": (EVERYBODY, ("record.attachment.file",), True),
    "iom_route_attachment_preview": (EVERYBODY, ("record.attachment.preview",), True),
    "iom_route_item": (EVERYBODY, ("record.itemprogress.actual_result",), True),
    "iom_route_checkpoint": (EVERYBODY, ("record.checkpointresult.text",), True),
    "iom_route_diary_entry": (frozenset({"teacher"}), ("record.diaryentry.text",), True),
    "iom_route_meeting": (EVERYBODY, ("record.consultation.topic",), True),
    "iom_route_visit": (EVERYBODY, ("record.lessonvisit.topic",), True),
    "iom_route_achievement": (EVERYBODY, ("record.achievement.title",), True),
    "iom_route_encouragement": (EVERYBODY, ("record.encouragement.title",), True),
    "iom_route_conclusion": (EVERYBODY, ("conclusion.", "council.", "reopening."), True),
    "iom_route_conclusion_version": (EVERYBODY, ("conclusion.", "reopening."), True),
    "iom_route_conclusion [conclusion at teacher]": (DRAFT | {"teacher"}, ("at_teacher.",), True),
    "iom_route_conclusion [conclusion at director]": (DRAFT, ("at_director.",), True),
    "iom_route_conclusion_approval [conclusion at teacher]": (
        DRAFT | {"teacher"},
        ("at_teacher.",),
        True,
    ),
    "iom_route_conclusion_approval [conclusion at director]": (DRAFT, ("at_director.",), True),
    "iom_approval [conclusion at teacher]": (frozenset({"teacher"}), ("at_teacher.",), True),
    "iom_approval [conclusion at director]": (
        frozenset({"director", "delegate"}),
        ("at_director.",),
        True,
    ),
    "wagtailadmin_pages:edit [conclusion in approval]": (DRAFT, ("at_director.",), True),
    "wagtailadmin_pages:edit [conclusion]": (DRAFT, ("rewritten.", "reopening."), True),
    "wagtailadmin_pages:view_draft [conclusion]": (DRAFT, ("rewritten.",), True),
    "iom_route_paper [passport]": (EVERYBODY, ("version.programme_items[0].content",), True),
    "iom_route_paper [analysis]": (EVERYBODY, ("conclusion.outcome_rows[0].after",), True),
    "iom_route_record_paper [visit]": (EVERYBODY, ("record.lessonvisit.topic",), True),
    "iom_route_record_paper [checkpoint]": (EVERYBODY, ("record.checkpointresult.text",), True),
    "iom_route_signed_scan": (EVERYBODY, ("record.signedscan.file",), True),
    "iom_consent": (LEADERS | {"superuser"}, ("consent.conditions", "consent.copy_name"), True),
    "iom_consent_scan": (LEADERS | {"superuser"}, ("consent.copy",), True),
    "iom_my_consents": (frozenset({"teacher"}), ("consent.conditions",), True),
    f"wagtailadmin_pages:edit [{MARK}draft]": (frozenset({"superuser"}), ("telling.",), True),
    "iom_routes": (EVERYBODY, ("people.teacher.surname",), True),
    "iom_register [routes]": (EVERYBODY, ("people.teacher.surname",), True),
    "iom_register [items]": (
        EVERYBODY,
        ("version.programme_items[0].content", "record.itemprogress.actual_result"),
        True,
    ),
    "iom_register [checkpoints]": (
        EVERYBODY,
        ("version.checkpoints[0].title", "record.checkpointresult.decision"),
        True,
    ),
    "wagtailadmin_pages:edit [draft]": (DRAFT, ("draft.", "route.title"), True),
    "wagtailadmin_pages:view_draft": (DRAFT, ("draft.", "route.title"), False),
    "wagtailadmin_pages:revisions_view": (DRAFT, ("draft.",), False),
    "wagtailadmin_pages:revisions_compare": (DRAFT, ("draft.", "version."), True),
    "wagtailadmin_pages:history": (DRAFT, ("route.title",), True),
    "wagtailadmin_api:pages:detail": (DRAFT, ("route.title",), True),
    "wagtailadmin_explore [index]": (DRAFT, ("route.title",), True),
}

#: The note from a file: on this screen alone, for those who write the route.
NOTED, WRITERS = "wagtailadmin_pages:edit [draft]", frozenset({"mentor", "deputy"})


def expected_canaries(world: World, label: str, role: str) -> set[str]:
    """Return the paths of the canaries that a role must find at an address."""
    readers, prefixes, beside = READ_BY[label]
    if role not in readers:
        return set()
    paths = set(only(world.canaries, *prefixes))
    if label != NOTED or role not in WRITERS:
        paths = {path for path in paths if not path.endswith(".import_note")}
    return paths if beside else {path for path in paths if not path.endswith(_BESIDE)}


_WRITERS = set(WRITERS)
_LEADERS = {"deputy", "director", "delegate"}
_NOBODY: set[str] = set()
#: Who may change any public page; and who may begin a story: everybody of the school as well.
_SITE = {"site_editor", "tree_editor", "superuser"}
_STAFF = {*ENTITLED, *OUTSIDERS} - {"their_teacher", "their_director"}
_PAGE_BULK = ("delete", "move", "publish", "unpublish")
_API = ("convert_alias", "copy", "copy_for_translation", "create_alias", "delete", "move")

#: Address → who changes a row by posting there; nobody else does.
CHANGED_BY: dict[str, set[str]] = {
    "wagtailadmin_pages:edit [draft]": _WRITERS,
    "wagtailadmin_pages:edit [in approval]": _NOBODY,
    "wagtailadmin_pages:edit [index]": _NOBODY,
    "wagtailadmin_pages:revisions_revert": _WRITERS,
    "wagtailadmin_api:pages:action [revert_to_page_revision]": _WRITERS,
    "wagtailadmin_pages:workflow_action": {"deputy"},
    "wagtailadmin_pages:copy": _NOBODY,
    "wagtailadmin_pages:move_confirm": _NOBODY,
    "wagtailadmin_pages:delete": _NOBODY,
    "wagtailadmin_pages:unpublish": _NOBODY,
    "wagtailadmin_pages:set_privacy": _NOBODY,
    "wagtailadmin_pages:lock": _NOBODY,
    "wagtailadmin_pages:unlock": _NOBODY,
    "wagtailadmin_pages:convert_alias": _NOBODY,
    "wagtailadmin_pages:set_page_position": _NOBODY,
    **{f"wagtail_bulk_action [page {action}]": _NOBODY for action in _PAGE_BULK},
    **{f"wagtailadmin_api:pages:action [{action}]": _NOBODY for action in _API},
    "wagtailadmin_api:pages:action [publish]": _NOBODY,
    "wagtailadmin_api:pages:action [unpublish]": _NOBODY,
    "iom_route_approval": {"deputy"},
    "iom_route_approval [nothing waits]": _NOBODY,
    "iom_approval": {"deputy"},
    "iom_approval [nothing waits]": _NOBODY,
    "iom_route_conclusion": _WRITERS,
    "iom_route_conclusion_approval": _NOBODY,
    "iom_route_conclusion [none yet]": _NOBODY,
    "iom_route_conclusion [conclusion at teacher]": _NOBODY,
    "iom_route_conclusion [conclusion at director]": _WRITERS,
    "iom_route_conclusion_approval [conclusion at teacher]": {"teacher"},
    "iom_route_conclusion_approval [conclusion at director]": {"director", "delegate"},
    "iom_approval [conclusion at teacher]": {"teacher"},
    "iom_approval [conclusion at director]": {"director", "delegate"},
    "wagtailadmin_pages:workflow_action [conclusion]": {"director", "delegate"},
    "wagtailadmin_pages:edit [conclusion in approval]": _NOBODY,
    "wagtailadmin_pages:edit [conclusion]": _WRITERS,
    "wagtailadmin_pages:copy [conclusion]": _NOBODY,
    "wagtailadmin_pages:delete [conclusion]": _NOBODY,
    "wagtailadmin_pages:move_confirm [conclusion]": _NOBODY,
    "wagtailadmin_pages:set_privacy [conclusion]": _NOBODY,
    "wagtailadmin_pages:unpublish [conclusion]": _NOBODY,
    "iom_consent_add": LEADERS | {"site_editor"},
    "iom_consent": set(LEADERS),
    "iom_consent_withdraw": LEADERS | {"site_editor"},
    "iom_my_consent_withdraw": {"teacher"},
    "iom_anonymise": _SITE,
    **{f"wagtailadmin_pages:add [{MARK}{what}]": _STAFF for what in ("story", "celebration")},
    **{
        f"wagtailadmin_pages:add [{MARK}{what}]": _SITE
        for what in ("content page", "mentoring page")
    },
    **{f"wagtailadmin_pages:edit [{MARK}{what}]": _SITE for what in ("story", "celebration")},
    f"wagtailadmin_pages:edit [{MARK}home page]": _SITE,
    f"wagtailadmin_pages:edit [{MARK}draft]": _SITE | {"colleague"},
    f"wagtailadmin_pages:delete [{MARK}story]": _SITE,
    f"wagtailadmin_pages:delete [{MARK}draft]": _SITE | {"colleague"},
    f"wagtailadmin_pages:copy [{MARK}draft]": _SITE | {"colleague"},
    f"wagtailadmin_pages:unpublish [{MARK}story]": _SITE,
    f"wagtailadmin_pages:set_privacy [{MARK}story]": _SITE,
    f"iom_anonymise [{MARK}draft]": _SITE | {"colleague"},
    "iom_route_people": _LEADERS,
    "iom_route_stop": _LEADERS,
    "iom_route_open": _LEADERS,
    "iom_route_import_word": _LEADERS,
    "iom_route_correction": _WRITERS,
    "iom_delegations": {"deputy", "director"},
    "iom_route_item": {"teacher", "mentor", "deputy"},
    "iom_route_checkpoint": EVERYBODY - {"superuser"},
    "iom_route_diary": {"teacher"},
    "iom_route_diary_entry": {"teacher"},
    "iom_route_meetings": EVERYBODY - {"superuser"},
    "iom_route_requests": {"teacher"},
    "iom_route_achievements": {"teacher", "mentor", "deputy"},
    "iom_route_encouragements": _LEADERS,
    "iom_route_testimonials": {"mentor", "participant", "methodist", "deputy"},
    "iom_route_visit_new": EVERYBODY - {"superuser"},
    "iom_route_archive": _LEADERS,
    "iom_route_delete": _LEADERS,
    "iom_route_attachments": {"teacher", "mentor", "deputy"},
    "iom_route_import_items": _WRITERS,
    "iom_route_import_marks": {"teacher", "mentor", "deputy"},
    "iom_route_attachment": _NOBODY,
    "wagtailadmin_workflows:edit": _NOBODY,
    "wagtailadmin_workflows:disable": _NOBODY,
    "wagtailadmin_workflows:enable": _NOBODY,
    "wagtailadmin_workflows:edit_task": _NOBODY,
    "wagtailadmin_workflows:disable_task": _NOBODY,
    "wagtailadmin_workflows:enable_task": _NOBODY,
    "wagtailusers_users:delete": _NOBODY,
    "wagtail_bulk_action [user delete]": _NOBODY,
    "wagtailsites:delete": _NOBODY,
}
