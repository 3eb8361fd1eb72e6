"""The site's own middleware."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Speak the site's language until the visitor chooses another one.

    Stock Django follows the browser's ``Accept-Language``, so a school computer with an
    English Windows would get an English site. Here only a choice made on the site (the cookie
    of ``set_language``) or a language prefix in the address counts.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Drop the browser's header, then let Django decide by address and cookie."""
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
