"""Every address of the portal."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        path("", include("aqyl.portal.campaigns.urls")),
        path("", include("aqyl.portal.look.urls")),
    ),
]
handler400 = "aqyl.portal.look.errors.bad_request"
handler403 = "aqyl.portal.look.errors.forbidden"
handler404 = "aqyl.portal.look.errors.not_found"
handler500 = "aqyl.portal.look.errors.broken"
