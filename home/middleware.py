"""The site's own middleware."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.views.defaults import page_not_found


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


class OwnPageNotFound:
    """In development, answer a missing page as a real server does, and not with Django's list.

    Whoever tries the site with ``make run`` sees what the school will see.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the site's page in the place of Django's technical one."""
        response = self.get_response(request)
        if response.status_code == 404 and b"DEBUG = True" in response.content:
            return page_not_found(request, Http404())
        return response
