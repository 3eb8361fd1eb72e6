"""Addresses of a feature that nobody has written yet, for case 3."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def secret(request: HttpRequest, page_id: int, secret_id: int) -> HttpResponse:
    """Answer with nothing."""
    return HttpResponse()


urlpatterns = [
    path("routes/<int:page_id>/secrets/<int:secret_id>/", secret, name="iom_route_secret")
]
