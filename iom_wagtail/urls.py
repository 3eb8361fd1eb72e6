"""Addresses of the plugin on the site; include them above Wagtail's own."""

from django.urls import path

from iom_wagtail.approval import views as approval
from iom_wagtail.journal import restoring
from iom_wagtail.journal.achievements import views as achievements
from iom_wagtail.journal.attachments import views as attachments
from iom_wagtail.journal.diary import views as diary
from iom_wagtail.journal.meetings import views as meetings
from iom_wagtail.journal.progress import views as progress
from iom_wagtail.journal.results import views as results
from iom_wagtail.journal.stream import section as stream
from iom_wagtail.journal.testimonials import views as testimonials
from iom_wagtail.journal.visits import views as visits
from iom_wagtail.outcome import views as outcome
from iom_wagtail.paperwork import consent_forms
from iom_wagtail.paperwork import views as paperwork
from iom_wagtail.paperwork.dossier import views as dossier
from iom_wagtail.paperwork.intake.marks import views as marks
from iom_wagtail.paperwork.registers import views as registers
from iom_wagtail.routes import approval_views, views
from iom_wagtail.school import account, low_vision
from iom_wagtail.stories.consent import mine as consents
from iom_wagtail.stories.wizard import views as story_wizard

urlpatterns = [
    path("approvals/", approval.queue, name="iom_approvals"),
    path("approvals/<int:pk>/", approval.queue_item, name="iom_approval"),
    path("s/<slug:code>/", approval.short_address, name="iom_sheet"),
    path("routes/", views.route_list, name="iom_routes"),
    path("routes/registers/", registers.registers, name="iom_registers"),
    path("routes/registers/<slug:kind>.xlsx", registers.register, name="iom_register"),
    path("routes/<int:pk>/", views.route, name="iom_route"),
    path("routes/<int:pk>/approval/", approval_views.approval, name="iom_route_approval"),
    path("routes/<int:pk>/versions/<int:number>/", views.version, name="iom_route_version"),
    path(
        "routes/<int:pk>/versions/<int:number>/sheet/",
        approval_views.sheet,
        name="iom_route_version_sheet",
    ),
    path("routes/<int:pk>/versions/<int:number>/changes/", views.changes, name="iom_route_changes"),
    path("routes/<int:pk>/items/<uuid:uuid>/", progress.item, name="iom_route_item"),
    path(
        "routes/<int:pk>/checkpoints/<uuid:uuid>/", results.checkpoint, name="iom_route_checkpoint"
    ),
    path("routes/<int:pk>/diary/", diary.diary, name="iom_route_diary"),
    path("routes/<int:pk>/diary/<uuid:uuid>/", diary.entry, name="iom_route_diary_entry"),
    path(
        "routes/<int:pk>/records/<slug:kind>/<uuid:uuid>/restore/",
        restoring.restore,
        name="iom_route_restore",
    ),
    path("routes/<int:pk>/meetings/", meetings.Meetings.as_view(), name="iom_route_meetings"),
    path(
        "routes/<int:pk>/meetings/<uuid:uuid>/",
        meetings.OneMeeting.as_view(),
        name="iom_route_meeting",
    ),
    path("routes/<int:pk>/requests/", meetings.Requests.as_view(), name="iom_route_requests"),
    path(
        "routes/<int:pk>/requests/<uuid:uuid>/",
        meetings.OneRequest.as_view(),
        name="iom_route_request",
    ),
    path(
        "routes/<int:pk>/achievements/",
        achievements.Achievements.as_view(),
        name="iom_route_achievements",
    ),
    path(
        "routes/<int:pk>/achievements/<uuid:uuid>/",
        achievements.OneAchievement.as_view(),
        name="iom_route_achievement",
    ),
    path(
        "routes/<int:pk>/encouragements/",
        achievements.Encouragements.as_view(),
        name="iom_route_encouragements",
    ),
    path(
        "routes/<int:pk>/encouragements/<uuid:uuid>/",
        achievements.OneEncouragement.as_view(),
        name="iom_route_encouragement",
    ),
    path(
        "routes/<int:pk>/testimonials/",
        testimonials.Testimonials.as_view(),
        name="iom_route_testimonials",
    ),
    path(
        "routes/<int:pk>/testimonials/<uuid:uuid>/",
        testimonials.OneTestimonial.as_view(),
        name="iom_route_testimonial",
    ),
    path("routes/<int:pk>/visits/", visits.visits, name="iom_route_visits"),
    path("routes/<int:pk>/visits/new/", visits.new, name="iom_route_visit_new"),
    path("routes/<int:pk>/visits/<uuid:uuid>/", visits.visit, name="iom_route_visit"),
    path(
        "routes/<int:pk>/visits/<uuid:uuid>/change/", visits.change, name="iom_route_visit_change"
    ),
    path("routes/<int:pk>/stream/", stream.stream, name="iom_route_stream"),
    path("routes/<int:pk>/attachments/", attachments.attachments, name="iom_route_attachments"),
    path("routes/<int:pk>/import/results/", marks.marks, name="iom_route_import_marks"),
    path(
        "routes/<int:pk>/attachments/<uuid:uuid>/",
        attachments.attachment_file,
        name="iom_route_attachment",
    ),
    path(
        "routes/<int:pk>/attachments/<uuid:uuid>/preview/",
        attachments.attachment_preview,
        name="iom_route_attachment_preview",
    ),
    path("routes/<int:pk>/conclusion/", outcome.conclusion, name="iom_route_conclusion"),
    path(
        "routes/<int:pk>/conclusion/approval/",
        outcome.approval_page,
        name="iom_route_conclusion_approval",
    ),
    path(
        "routes/<int:pk>/conclusion/versions/<int:number>/sheet/",
        outcome.sheet,
        name="iom_route_conclusion_sheet",
    ),
    path(
        "routes/<int:pk>/conclusion/versions/<int:number>/",
        outcome.version,
        name="iom_route_conclusion_version",
    ),
    path("routes/<int:pk>/story/", story_wizard.begin, name="iom_route_story"),
    path("routes/<int:pk>/papers/", paperwork.papers, name="iom_route_papers"),
    path(
        "routes/<int:pk>/papers/<slug:kind>.<slug:suffix>",
        paperwork.paper,
        name="iom_route_paper",
    ),
    path(
        "routes/<int:pk>/papers/<slug:kind>/<uuid:uuid>.<slug:suffix>",
        paperwork.paper,
        name="iom_route_record_paper",
    ),
    path("routes/<int:pk>/papers/dossier/", dossier.order, name="iom_route_dossier"),
    path(
        "routes/<int:pk>/papers/signed/<uuid:uuid>/",
        paperwork.signed_scan,
        name="iom_route_signed_scan",
    ),
    path("routes/<int:pk>/papers/<slug:kind>/signed/", paperwork.signed, name="iom_route_signed"),
    path(
        "routes/<int:pk>/papers/<slug:kind>/<uuid:uuid>/signed/",
        paperwork.signed,
        name="iom_route_record_signed",
    ),
    path("dossiers/", dossier.order_year, name="iom_dossiers"),
    path("dossiers/<uuid:uuid>/", dossier.dossier, name="iom_dossier"),
    path("dossiers/<uuid:uuid>/file/", dossier.dossier_file, name="iom_dossier_file"),
    path("consents/", consents.mine, name="iom_my_consents"),
    path("consents/<int:pk>/withdraw/", consents.withdraw, name="iom_my_consent_withdraw"),
    path("consents/form.<slug:suffix>", consent_forms.form, name="iom_consent_form"),
    path("low-vision/", low_vision.low_vision, name="iom_low_vision"),
    path("account/login/", account.LoginView.as_view(), name="iom_login"),
    path("account/logout/", account.logout_view, name="iom_logout"),
    path("account/password/", account.PasswordChangeView.as_view(), name="iom_password_change"),
    path(
        "account/password/done/",
        account.PasswordChangeDoneView.as_view(),
        name="iom_password_change_done",
    ),
    path("account/reset/", account.PasswordResetView.as_view(), name="iom_password_reset"),
    path(
        "account/reset/done/",
        account.PasswordResetDoneView.as_view(),
        name="iom_password_reset_done",
    ),
    path(
        "account/reset/<uidb64>/<token>/",
        account.PasswordResetConfirmView.as_view(),
        name="iom_password_reset_confirm",
    ),
    path(
        "account/reset/complete/",
        account.PasswordResetCompleteView.as_view(),
        name="iom_password_reset_complete",
    ),
]
