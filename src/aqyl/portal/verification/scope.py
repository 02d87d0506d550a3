"""Which campaign, and which settlements of it, a person looks at."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import holds
from aqyl.portal.places.models import Kind, Territory
from aqyl.portal.procedure import start_of

LOOKERS = (Role.VERIFIER, Role.MANAGER, Role.AUDITOR, Role.METHODOLOGIST)
"""Who may see the queues; akimats see their own answers elsewhere."""
looks = holds(*LOOKERS)
"""Whether a person may look at the verification of a settlement's answers."""


def campaigns() -> list[Campaign]:
    """Campaigns that were opened, the latest first."""
    found = Campaign.objects.order_by("-period", "edition_id")
    return [one for one in found if one.state != start_of(one.edition, "campaign")]


def codes(person: Person, *roles: str) -> frozenset[str]:
    """The territories that a person holds one of the roles for."""
    return frozenset(code for role, code in person.roles if role in roles)


def within(held: frozenset[str], path: str = "submission__territory") -> Q:
    """That a settlement is one of the territories or lies in one."""
    own = Q(**{f"{path}__in": held}) | Q(**{f"{path}__parent__in": held})
    return own | Q(**{f"{path}__parent__parent__in": held})


def answers_for(person: Person, campaign: Campaign, *roles: str) -> QuerySet[Answer]:
    """The answers of a campaign in the territories that a person looks at."""
    held = codes(person, *(roles or LOOKERS))
    return Answer.objects.filter(within(held), submission__campaign=campaign)


def places_for(person: Person, campaign: Campaign, lang: str) -> list[Territory]:
    """The settlements and oblasts that a person can narrow a queue to, by name."""
    held = codes(person, *LOOKERS)
    mine = Q(pk__in=held) | Q(parent__in=held) | Q(parent__parent__in=held)
    answering = campaign.submissions.filter(territory=OuterRef("pk"))
    larger = Q(kind=Kind.OBLAST) & Exists(
        campaign.submissions.filter(territory__parent=OuterRef("pk"))
    )
    found = Territory.objects.filter(mine, larger | Exists(answering))
    return sorted(found, key=lambda one: (one.kind != Kind.OBLAST, one.name(lang)))
