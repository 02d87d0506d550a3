"""Addresses of the akimat's work: home, submissions, cards, workbooks."""

from django.urls import path

from aqyl.portal.campaigns.pages import (
    campaign,
    card,
    domain,
    home,
    making,
    presence,
    submission,
    term,
    workbook,
)

urlpatterns = [
    path("home/", home.page, name="home"),
    path("campaigns/new/", making.page, name="make-campaign"),
    path("campaigns/<int:pk>/", campaign.page, name="campaign"),
    *(
        path(f"terms/{kind}/<int:pk>/", term.page, {"kind": kind}, name=f"prolong-{kind}")
        for kind in ("campaign", "submission", "answer")
    ),
    path("submissions/<int:pk>/", submission.page, name="submission"),
    path("submissions/<int:pk>/form.xlsx", workbook.download, name="form-workbook"),
    path("submissions/<int:pk>/workbook/", workbook.page, name="take-form"),
    path("submissions/<int:pk>/cards/<str:node>/", card.page, name="card"),
    path("submissions/<int:pk>/cards/<str:node>/here/", presence.page, name="card-presence"),
    path("submissions/<int:pk>/<slug:domain>/", domain.page, name="domain"),
]
