"""Addresses of results. Each public page stands twice: the latest, and that of one publication."""

from __future__ import annotations

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from aqyl.portal.results import downloads, inside, views


class Kato(StringConverter):
    """A settlement's code."""

    regex = "[0-9]{9}"


class Year(StringConverter):
    """A period."""

    regex = "[0-9]{4}"


register_converter(Kato, "kato")
register_converter(Year, "year")

app_name = "results"
pages = [
    path("", views.country, name="country"),
    path("compare/", views.compare, name="compare"),
    path("downloads/", downloads.downloads, name="downloads"),
    path("downloads/bundle.zip", downloads.bundle, name="bundle"),
    path("downloads/<slug:table>.<slug:kind>", downloads.table, name="table"),
    path("map.svg", views.narrow_map, name="map"),
    path("nodes/", views.nodes, name="nodes"),
    path("nodes/<str:node>/", views.node, name="node"),
    path("<kato:kato>/", views.settlement, name="settlement"),
    path("<kato:kato>/<str:node>/", views.number, name="number"),
]
urlpatterns = [
    path("", views.campaigns, name="campaigns"),
    path("submissions/<int:submission>/", inside.preliminary, name="preliminary"),
    path(
        "submissions/<int:submission>/<str:node>/",
        inside.preliminary_number,
        name="preliminary-number",
    ),
    path("review/", inside.latest_review, name="latest-review"),
    path("<str:edition>/<year:period>/review/", inside.review, name="review"),
    path("<str:edition>/<year:period>/review.csv", inside.review_csv, name="review-csv"),
    path("<str:edition>/<year:period>/publication-<int:number>/", include(pages)),
    path("<str:edition>/<year:period>/", include(pages)),
]
