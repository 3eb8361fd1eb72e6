"""Addresses of the plugin on the site; include them above Wagtail's own."""

from django.urls import path

from iom_wagtail.journal import views as journal
from iom_wagtail.routes import approval_views, views
from iom_wagtail.school import account

urlpatterns = [
    path("routes/", views.route_list, name="iom_routes"),
    path("routes/<int:pk>/", views.route, name="iom_route"),
    path("routes/<int:pk>/approval/", approval_views.approval, name="iom_route_approval"),
    path("routes/<int:pk>/versions/<int:number>/", views.version, name="iom_route_version"),
    path("routes/<int:pk>/versions/<int:number>/changes/", views.changes, name="iom_route_changes"),
    path("routes/<int:pk>/attachments/", journal.attachments, name="iom_route_attachments"),
    path(
        "routes/<int:pk>/attachments/<uuid:uuid>/",
        journal.attachment_file,
        name="iom_route_attachment",
    ),
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
