"""Addresses of plans: from within under `plans/`, for everyone under `roadmaps/`."""

from __future__ import annotations

from django.urls import path

from aqyl.portal.plans.pages import (
    action,
    comments,
    downloads,
    goals,
    home,
    making,
    milestones,
    proofs,
    public,
    reports,
    roadmap,
    version,
    wording,
)

urlpatterns = [
    path("plans/", home.overview, name="plans"),
    path("plans/settlements/<kato:kato>/", home.settlement, name="plans-of"),
    path("plans/settlements/<kato:kato>/new/", making.page, name="make-plan"),
    path("plans/<int:pk>/", version.page, name="plan"),
    path("plans/<int:pk>/amend/", version.amend, name="amend-plan"),
    path("plans/<int:pk>/changes/", version.changes, name="plan-changes"),
    path("plans/<int:pk>/strategy/", wording.page, name="plan-strategy"),
    path("plans/<int:pk>/strategy/redraft/", wording.redraft, name="plan-redraft"),
    path("plans/<int:pk>/goals/<str:name>/", goals.targets, name="plan-targets"),
    path("plans/<int:pk>/roadmap/", roadmap.page, name="plan-roadmap"),
    path("plans/<int:pk>/roadmap/solve/", roadmap.solve, name="plan-solve"),
    path("plans/<int:pk>/budget/", roadmap.budget, name="plan-budget"),
    path("plans/<int:pk>/actions/new/", action.new, name="plan-new-action"),
    path("plans/<int:pk>/actions/<str:name>/", action.page, name="plan-action"),
    path("plans/<int:pk>/actions/<str:name>/milestones/", milestones.page, name="plan-milestones"),
    path("plans/<int:pk>/actions/<str:name>/remove/", action.remove, name="plan-remove-action"),
    path("plans/<int:pk>/comments/", comments.page, name="plan-comments"),
    path("plans/<int:pk>/<slug:kind>.<slug:form>", downloads.within, name="plan-document"),
    path("plans/reports/<int:pk>/", reports.page, name="plan-report"),
    path("plans/reports/<int:pk>/actions/<str:name>/", reports.progress, name="plan-progress"),
    path("plans/proofs/<int:pk>/", proofs.content, name="plan-proof"),
    path("roadmaps/", public.listing, name="public-plans"),
    path("roadmaps/<kato:kato>/", public.current, name="public-plan-current"),
    path("roadmaps/<kato:kato>/<int:number>/", public.page, name="public-plan"),
    path("roadmaps/<kato:kato>/<int:number>/support/", public.support, name="support-comment"),
    path(
        "roadmaps/<kato:kato>/<int:number>/<slug:kind>.<slug:form>",
        downloads.public,
        name="public-document",
    ),
]
