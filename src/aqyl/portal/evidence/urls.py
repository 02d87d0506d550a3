"""Addresses of evidence."""

from __future__ import annotations

from django.urls import path

from aqyl.portal.evidence import many, views

urlpatterns = [
    path("answers/<int:answer>/evidence/", views.listed, name="evidence"),
    path("answers/<int:answer>/evidence/file/", views.upload, name="evidence-upload"),
    path("answers/<int:answer>/evidence/link/", views.link, name="evidence-link"),
    path("evidence/submissions/<int:pk>/", many.page, name="evidence-many"),
    path("evidence/<int:evidence>/", views.content, name="evidence-content"),
    path("evidence/<int:evidence>/small/", views.small, name="evidence-small"),
    path("evidence/<int:evidence>/change/", views.change, name="evidence-change"),
]
