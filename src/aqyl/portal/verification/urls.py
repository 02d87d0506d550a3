"""Addresses of verification."""

from __future__ import annotations

from django.urls import path

from aqyl.portal.verification import lists, submission, views

urlpatterns = [
    path("verification/", lists.queue, name="verification"),
    path("verification/second/", lists.second_looks, name="second-looks"),
    path("verification/disagreements/", lists.disputes, name="disagreements"),
    path("verification/appeals/", lists.appealed, name="appeals"),
    path("verification/answers/<int:pk>/", views.answer, name="verify-answer"),
    path("verification/answers/<int:pk>/second/", views.second, name="second-look"),
    path("verification/submissions/<int:pk>/", submission.submission, name="verify-submission"),
    path("verification/submissions/<int:pk>/verdicts/", submission.verdicts, name="verify-many"),
    path("campaigns/<int:campaign>/agreement/", lists.agreed, name="agreement"),
]
