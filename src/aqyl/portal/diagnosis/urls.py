"""Addresses of diagnoses, beside those of results: the latest, and that of one publication."""

from __future__ import annotations

from django.urls import include, path

import aqyl.portal.results.urls  # noqa: F401 - registers the converters used here
from aqyl.portal.diagnosis import inside, views

app_name = "diagnosis"
pages = [
    path("needs/", views.country, name="country"),
    path("needs/map.svg", views.narrow_map, name="map"),
    path("needs/diagnosis.json", views.document, name="document"),
    path("needs/groups/<slug:group>/", views.country, name="group"),
    path("needs/groups/<slug:group>/map.svg", views.narrow_map, name="group-map"),
    path("<kato:kato>/needs/", views.settlement, name="settlement"),
    path("<kato:kato>/needs/peers/", views.peers, name="peers"),
]
urlpatterns = [
    path("submissions/<int:submission>/needs/", inside.preliminary, name="preliminary"),
    path("<str:edition>/<year:period>/publication-<int:number>/", include(pages)),
    path("<str:edition>/<year:period>/", include(pages)),
]
