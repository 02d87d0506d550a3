"""Ways on from a submission: to its verification, to its result, and from there to an appeal."""

from __future__ import annotations

import pytest
from django.test import Client

from aqyl.portal.campaigns.models import Campaign, Submission
from aqyl.portal.people.models import Person
from tests.portal.conftest import Invite

pytestmark = pytest.mark.django_db
RESULT = "/kk/results/submissions/{}/"
VERIFICATION = "/kk/verification/submissions/{}/"


def html(client: Client, person: Person, address: str) -> str:
    client.force_login(person)
    return client.get(address).content.decode()


@pytest.mark.parametrize(
    ("role", "state", "is_there"),
    [
        ("verifier", "submission.signed", True),
        ("auditor", "submission.verification", True),
        ("verifier", "submission.self-assessment", False),
        ("methodologist", "submission.draft", False),
    ],
)
def test_whoever_looks_at_verification_goes_to_what_was_handed_in(
    client: Client, begun: Submission, invite: Invite, role: str, state: str, is_there: bool
) -> None:
    Submission.objects.filter(pk=begun.pk).update(state=state)
    page = html(client, invite(role, "KZ"), f"/kk/submissions/{begun.pk}/")
    assert (VERIFICATION.format(begun.pk) in page) == is_there


def test_an_akimat_has_no_way_to_the_verifiers_page(
    client: Client, begun: Submission, officer: Person
) -> None:
    Submission.objects.filter(pk=begun.pk).update(state="submission.verification")
    page = html(client, officer, f"/kk/submissions/{begun.pk}/")
    assert "/verification/" not in page


@pytest.mark.parametrize(
    ("state", "is_there"),
    [
        ("campaign.open", False),
        ("campaign.verification", False),
        ("campaign.preliminary", True),
        ("campaign.published", True),
        ("campaign.archived", True),
    ],
)
@pytest.mark.parametrize("address", ["/kk/home/", "/kk/submissions/{}/"])
def test_an_akimat_finds_its_result_once_it_is_computed(
    client: Client, begun: Submission, approver: Person, address: str, state: str, is_there: bool
) -> None:
    Campaign.objects.filter(pk=begun.campaign_id).update(state=state)
    page = html(client, approver, address.format(begun.pk))
    assert (RESULT.format(begun.pk) in page) == is_there
