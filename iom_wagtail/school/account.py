"""The account on the school's site: login, logout, password change and reset.

Django's own views in the site's look; what is ours is the temporary password (the deputy hands
it out on paper), which is changed first, and the words about accounts without an e-mail.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iom_wagtail.school.account_forms import LoginForm, NewPasswordForm, PasswordForm, ResetForm
from iom_wagtail.school.private import unstored, unstored_class


def has_temporary_password(user: Any) -> bool:
    """Return whether a person still uses the password that was handed out on paper."""
    staff = getattr(user, "staff_member", None)
    return bool(staff and staff.password_is_temporary)


def _password_is_own(user: Any) -> None:
    """Note that a person has chosen the own password."""
    staff = getattr(user, "staff_member", None)
    if staff is not None and staff.password_is_temporary:
        staff.password_is_temporary = False
        staff.save(update_fields=["password_is_temporary"])


@unstored_class
class LoginView(auth.LoginView):
    """Login; goes on to the asked page of this site, through the change of a temporary password."""

    form_class = LoginForm
    template_name = "iom_wagtail/account/login.html"

    def get_success_url(self) -> str:
        """Return the asked page, or the change of password when the given one is temporary."""
        target = super().get_success_url()
        if has_temporary_password(self.request.user):
            query = urlencode({self.redirect_field_name: target})
            return f"{reverse('iom_password_change')}?{query}"
        return target


@unstored
@require_http_methods(["GET", "POST"])
def logout_view(request: HttpRequest) -> HttpResponse:
    """Ask on GET, log out on POST: a link alone never ends a session."""
    if request.method == "POST":
        return auth.LogoutView.as_view()(request)
    if not request.user.is_authenticated:
        return redirect("iom_login")
    return render(request, "iom_wagtail/account/logout.html")


@unstored_class
class PasswordChangeView(auth.RedirectURLMixin, auth.PasswordChangeView):
    """Change of the own password; other sessions end, as Django does it."""

    form_class = PasswordForm
    template_name = "iom_wagtail/account/password_change.html"
    next_page = reverse_lazy("iom_password_change_done")

    def get_success_url(self) -> str:
        """Return the page the person was on the way to, else the confirmation."""
        return self.get_redirect_url() or str(self.next_page)

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Save the password and note that it is no longer the temporary one."""
        response = super().form_valid(form)
        _password_is_own(self.request.user)
        if self.get_redirect_url():
            messages.success(self.request, _("Your password has been changed."))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the present password is temporary, and where the person goes next."""
        return super().get_context_data(
            temporary=has_temporary_password(self.request.user),
            section="password",
            next=self.get_redirect_url(),
            **kwargs,
        )


@unstored_class
class PasswordChangeDoneView(auth.PasswordChangeDoneView):
    """Confirms the change."""

    template_name = "iom_wagtail/account/password_change_done.html"


@unstored_class
class PasswordResetView(auth.PasswordResetView):
    """Asks for the e-mail; answers the same for known and unknown addresses."""

    form_class = ResetForm
    template_name = "iom_wagtail/account/reset.html"
    email_template_name = "iom_wagtail/account/mail/reset.txt"
    subject_template_name = "iom_wagtail/account/mail/reset_subject.txt"
    success_url = reverse_lazy("iom_password_reset_done")


@unstored_class
class PasswordResetDoneView(auth.PasswordResetDoneView):
    """Says that a letter is on its way, if the address is known."""

    template_name = "iom_wagtail/account/reset_done.html"


@unstored_class
class PasswordResetConfirmView(auth.PasswordResetConfirmView):
    """Takes the new password of whoever came by the link of the letter."""

    form_class = NewPasswordForm
    template_name = "iom_wagtail/account/reset_confirm.html"
    success_url = reverse_lazy("iom_password_reset_complete")

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """Save the password and note that it is no longer the temporary one."""
        response = super().form_valid(form)
        _password_is_own(get_user_model().objects.get(pk=self.user.pk))
        return response


@unstored_class
class PasswordResetCompleteView(auth.PasswordResetCompleteView):
    """Confirms the new password and leads to login."""

    template_name = "iom_wagtail/account/reset_complete.html"
