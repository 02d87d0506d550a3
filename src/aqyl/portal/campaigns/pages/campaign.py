"""A campaign for its manager: how far the settlements are, which steps follow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aqyl.language import say, sort_key
from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.campaigns.pages.access import signed_in, take_step
from aqyl.portal.campaigns.prolonging import prolongs, term_now
from aqyl.portal.campaigns.rows import given
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import RefusedError, steps_for
from aqyl.standard.procedure import State

_READERS = (Role.MANAGER, Role.AUDITOR, Role.METHODOLOGIST)


@dataclass(frozen=True, slots=True)
class Row:
    """A settlement's submission in the manager's table."""

    pk: int
    territory: Territory
    state: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Oblast:
    """An oblast, or a city straight under the country, with its settlements."""

    territory: Territory
    rows: list[Row]

    @property
    def done(self) -> int:
        """Answered cards."""
        return sum(row.done for row in self.rows)

    @property
    def total(self) -> int:
        """All cards."""
        return sum(row.total for row in self.rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the submissions of a campaign are spread."""

    states: list[tuple[State, int]]
    oblasts: list[Oblast]

    @property
    def done(self) -> int:
        """Answered cards of the whole country."""
        return sum(one.done for one in self.oblasts)

    @property
    def total(self) -> int:
        """All cards of the whole country."""
        return sum(one.total for one in self.oblasts)


def progress_of(campaign: Campaign) -> Standing:
    """Submissions by state and by oblast, in one query."""
    submissions = campaign.submissions.select_related("territory__parent").annotate(
        done=Count("answers", filter=given("answers__")), total=Count("answers")
    )
    groups: dict[str, tuple[Territory, list[Row]]] = {}
    for one in submissions:
        place = one.territory
        above = place.parent if place.parent and place.parent.kind == "oblast" else place
        row = Row(one.pk, place, one.state, one.done, one.total)
        groups.setdefault(above.code, (above, []))[1].append(row)
    counts = Counter(row.state for _, rows in groups.values() for row in rows)
    states = [(state, counts[state.id]) for state in campaign.edition.states]
    oblasts = [Oblast(place, _sorted(rows)) for place, rows in groups.values()]
    lang = reader()
    return Standing(
        [(state, count) for state, count in states if count],
        sorted(oblasts, key=lambda one: sort_key(one.territory.name(lang), lang)),
    )


def _sorted(rows: list[Row]) -> list[Row]:
    lang = reader()
    return sorted(rows, key=lambda row: sort_key(row.territory.name(lang), lang))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """A campaign with every settlement's progress; its steps by POST."""
    campaign = get_object_or_404(Campaign, pk=pk)
    if not holds(*_READERS)(request.user, campaign):
        raise PermissionDenied
    refused = take_step(request, campaign) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, say("portal.campaigns.step_taken", reader()))
        return HttpResponseRedirect(reverse("campaign", args=[pk]), status=303)
    return _shown(request, campaign, refused)


def _shown(request: HttpRequest, campaign: Campaign, refused: RefusedError | None) -> HttpResponse:
    values = {
        "campaign": campaign,
        "edition": campaign.edition,
        "progress": progress_of(campaign),
        "steps": steps_for(campaign, signed_in(request)),
        "prolongs": prolongs(request.user, campaign) and term_now(campaign) is not None,
        "problems": refused.problems if refused else (),
    }
    code = code_of(refused) if refused else 200
    return render(request, "campaigns/campaign.html", values, status=code)
