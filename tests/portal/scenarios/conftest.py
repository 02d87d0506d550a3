"""Published results of Almaty, and scenarios drafted from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.solving import Wishes
from aqyl.portal.procedure import perform
from aqyl.portal.results.models import Publication
from aqyl.portal.scenarios.models import Scenario
from tests.portal.conftest import ALMATY
from tests.portal.plans.conftest import plan_text, published
from tests.portal.results.conftest import shared

__all__ = ["published", "shared"]
YEAR = timezone.localdate().year + 1
Make = Callable[..., Scenario]
SOLVED = {"proven": True, "gap": 0.0, "score_before": 41.0, "score_after": 52.5, "left": {}}


@pytest.fixture
def publication(published: Publication) -> Publication:
    return published


@pytest.fixture
def make(publication: Publication, officer: Person) -> Make:
    """make("Plain"): a scenario as the optimiser would have answered it."""

    def make(title: str, **given: Any) -> Scenario:
        wishes = given.pop("wishes", Wishes({(YEAR, "local"): 100}, fix=("a",)))
        usual = {"publication": publication.pk, "title": title, "wishes": wishes}
        usual |= {"text": plan_text(), "solved": SOLVED, "front": [[0, 0.0, True], [9, 8.0, False]]}
        perform("make-scenario", Territory.objects.get(pk=ALMATY), officer, **{**usual, **given})
        return Scenario.objects.latest("pk")

    return make
