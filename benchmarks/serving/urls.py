"""The portal's addresses and one view that says nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from aqyl.portal import urls
from aqyl.portal.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


def empty(_: HttpRequest) -> HttpResponse:
    """What any page of Django costs under the portal's middleware."""
    return HttpResponse()


urlpatterns = [path("empty/", empty), *urls.urlpatterns]
