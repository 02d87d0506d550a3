"""Before publication an akimat sees its own diagnosis, and nobody else's."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.test import Client

from aqyl.diagnose import Diagnosis
from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.diagnosis import kept
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform
from tests.portal.conftest import ALMATY, ASTANA, Invite

pytestmark = pytest.mark.django_db


def get(person: Person, campaign: Campaign, place: str = ALMATY) -> tuple[int, str]:
    client = Client()
    client.force_login(person)
    submission = campaign.submissions.get(territory_id=place)
    answer = client.get(f"/en/results/submissions/{submission.pk}/needs/")
    return answer.status_code, answer.content.decode()


def test_it_is_computed_from_the_answers_and_shows_no_other_settlement(
    preliminary: Campaign, manager: Person, officer: Person, invite: Invite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    computed: list[Diagnosis] = []
    anew = kept._diagnosed_now

    def counted(one: Campaign) -> Diagnosis:
        computed.append(computed[0] if computed else anew(one))
        return computed[0]

    monkeypatch.setattr(kept, "_diagnosed_now", counted)
    status, page = get(officer, preliminary)
    assert status == 200
    assert "Computed from the answers as they stand now" in page
    assert "once the results are published" in page
    assert "Astana" not in page
    assert get(invite("officer", ASTANA), preliminary)[0] == 403

    assert get(officer, preliminary)[0] == 200
    assert len(computed) == 1, "nothing changed, nothing computed"
    answers = Answer.objects.filter(submission__campaign=preliminary)
    one = answers.filter(submission__territory=ALMATY)[:1].values("pk")
    answers.filter(pk__in=one).update(version=F("version") + 1)  # as every change does
    assert get(officer, preliminary)[0] == 200
    assert len(computed) == 2

    perform("publish", preliminary, manager)
    assert get(officer, preliminary)[0] == 302


def test_before_the_first_computation_there_is_none(filled: Campaign, officer: Person) -> None:
    assert get(officer, filled)[0] == 404
