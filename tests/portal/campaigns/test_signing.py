"""What must be answered before an akimat signs: every error mended, every warning explained."""

from __future__ import annotations

import pytest

from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.campaigns.remarks import remarks_on
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import RefusedError, perform

pytestmark = pytest.mark.django_db


@pytest.fixture
def explained(begun: Submission) -> Submission:
    """Every card says that nothing is there or nothing is measured, and why."""
    begun.answers.filter(is_indicator=False).update(status="none", note="Қаржы бөлінбеген")
    begun.answers.filter(is_indicator=True).update(note="Өлшенбейді")
    return begun


def refusals(submission: Submission, approver: Person) -> dict[str, object]:
    with pytest.raises(RefusedError) as caught:
        perform("sign", submission, approver)
    return {one.key: one.values.get("count") for one in caught.value.problems}


def test_a_form_that_explains_itself_is_signed(explained: Submission, approver: Person) -> None:
    perform("sign", explained, approver)
    assert explained.state == "submission.signed"


def test_an_indicator_without_a_value_says_why(explained: Submission, approver: Person) -> None:
    one = explained.answers.filter(is_indicator=True)[0]
    Answer.objects.filter(pk=one.pk).update(note="")
    assert refusals(explained, approver) == {"portal.incomplete": 1}


def test_an_error_is_mended_and_not_explained_away(explained: Submission, approver: Person) -> None:
    one = explained.answers.filter(is_indicator=True)[0]
    Answer.objects.filter(pk=one.pk).update(numerator=5, denominator=0, source="Есеп", note="Иә")
    found = refusals(explained, approver)
    assert found.keys() == {"portal.unmended"}
    assert {r.severity for r in remarks_on(explained) if r.card == one.node} == {"error"}


def test_a_warning_is_explained(explained: Submission, approver: Person) -> None:
    edition = explained.campaign.edition
    rests = next(
        one
        for one in edition.initiatives
        if one.prerequisites and one.groups["republican"] == "base"
    )
    claimed = explained.answers.filter(node=rests.id)
    claimed.update(status="implemented", note="")
    kinds = {r.key for r in remarks_on(explained) if r.card == rests.id and not r.explained}
    assert "prerequisite_missing" in kinds
    assert "portal.unexplained" in refusals(explained, approver)
    claimed.update(note="Алғышарты басқа жүйеде бар")
    assert "prerequisite_missing" in {r.key for r in remarks_on(explained) if r.explained}
