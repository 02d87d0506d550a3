"""Who sees, writes and judges what; which edition names initiatives and technologies."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import holds
from aqyl.portal.people.scope import places_of, under
from aqyl.portal.projects.models import Pair, Project
from aqyl.standard import Edition, list_editions, load_edition

READS = tuple(role for role in Role if role != Role.ADMINISTRATOR)
WRITES = (Role.OFFICER, Role.MANAGER)
JUDGES = (Role.MANAGER, Role.METHODOLOGIST)

writes = holds(*WRITES)
"""Whether a person enters projects of a settlement."""

judges = holds(*JUDGES)
"""Whether a person says what a pair is, and has the register searched."""


def edition_now() -> Edition:
    """The edition of the newest campaign, else the first that says how to plan."""
    campaign = Campaign.objects.order_by("-period", "-pk").first()
    if campaign is not None:
        return campaign.edition
    return next(one for one in map(load_edition, list_editions()) if one.planning is not None)


def projects_for(person: Person) -> QuerySet[Project]:
    """The projects on the register in the territories someone looks at."""
    here = under(places_of(person, READS), "territory__")
    return Project.objects.filter(here, removed_at=None).select_related("territory")


def pairs_for(person: Person) -> QuerySet[Pair]:
    """The pairs that a search found or a person judged, of which someone sees a project."""
    held = places_of(person, READS)
    here = under(held, "first__territory__") | under(held, "second__territory__")
    there = Q(found__isnull=False) | ~Q(verdict="")
    both = Q(first__removed_at=None, second__removed_at=None)
    return Pair.objects.filter(here, there, both).select_related(
        "first__territory__parent__parent", "second__territory__parent__parent"
    )
