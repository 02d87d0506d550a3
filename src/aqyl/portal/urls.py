"""Every address of the portal."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from aqyl.portal.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("api/v1/", include("aqyl.portal.api.urls")),
    *i18n_patterns(
        path("", include("aqyl.portal.evidence.urls")),
        path("", include("aqyl.portal.history.urls")),
        path("", include("aqyl.portal.notices.urls")),
        path("", include("aqyl.portal.people.urls")),
        path("", include("aqyl.portal.verification.urls")),
        path("results/", include("aqyl.portal.results.urls")),
        path("tokens/", views.tokens, name="tokens"),
        path("tokens/<int:token>/revoke/", views.revoke, name="token-revoke"),
    ),
]
handler429 = "aqyl.portal.people.lockout.too_many"  # asked for by allauth
