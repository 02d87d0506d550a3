"""Addresses of the register of projects and of the desk for pairs."""

from __future__ import annotations

from django.urls import path

from aqyl.portal.projects.pages import desk, listing, project, quality, taking, together

app_name = "projects"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("take/", taking.take, name="take"),
    path("projects.xlsx", taking.workbook, name="workbook"),
    path("projects.csv", taking.table, name="table"),
    path("<int:pk>/", project.project, name="project"),
    path("pairs/", desk.desk, name="pairs"),
    path("pairs/search/", desk.search, name="search"),
    path("pairs/<int:pk>/", desk.pair, name="pair"),
    path("pairs/quality/", quality.quality, name="quality"),
    path("pairs/together/", together.together, name="together"),
]
