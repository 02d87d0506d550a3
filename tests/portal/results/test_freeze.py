"""A campaign is computed, then frozen as a bundle that anyone can replay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.results import freeze, store
from aqyl.portal.results.compute import assessed
from aqyl.portal.results.models import Fact, Publication, Rank, Score
from aqyl.portal.results.tables import rows_of
from aqyl.publish.bundle import verify
from tests.portal.conftest import ALMATY, Invite

pytestmark = pytest.mark.django_db


class TestTables:
    def test_an_answer_counts_as_its_state_says(self, filled: Campaign) -> None:
        rows = rows_of(filled)
        assert {row["verified"] for row in rows["answers"]} == {"verified", "refused"}
        refused = Answer.objects.filter(state="answer.refused", is_indicator=False).count()
        assert sum(row["verified"] == "refused" for row in rows["answers"]) == refused

    def test_what_was_not_answered_is_left_out(self, filled: Campaign) -> None:
        given = Answer.objects.filter(is_indicator=True, value__isnull=False).count()
        assert len(rows_of(filled)["values"]) == given

    def test_notes_of_the_akimat_stay_inside(self, filled: Campaign) -> None:
        assert "known to us alone" not in str(rows_of(filled))


class TestComputing:
    def test_scores_ranks_and_facts_are_those_of_the_assessment(
        self, preliminary: Campaign
    ) -> None:
        from aqyl.assess import facts_table, ranks_table, scores_table

        assessment = assessed(preliminary)
        for model, rows in (
            (Score, scores_table(assessment)),
            (Rank, ranks_table(assessment)),
            (Fact, facts_table(assessment)),
        ):
            kept = [one.as_row() for one in model.objects.order_by("pk")]
            assert len(kept) == len(rows)
            for mine, theirs in zip(kept, rows, strict=True):
                assert mine == {name: theirs.get(name) or mine[name] for name in model.COLUMNS}

    def test_a_new_computation_takes_the_place_of_the_last(
        self, preliminary: Campaign, manager: Person
    ) -> None:
        before = Score.objects.count()
        perform("publish", preliminary, manager)
        assert Score.objects.count() == before
        assert not Score.objects.filter(publication=None).exists()

    def test_an_edition_that_changed_is_refused(self, filled: Campaign, manager: Person) -> None:
        Campaign.objects.update(fingerprint="0" * 64)
        with pytest.raises(RefusedError) as caught:
            perform("give-preliminary-results", filled, manager)
        assert [problem.key for problem in caught.value.problems] == ["portal.edition_changed"]
        assert not Score.objects.exists()


class TestPublishing:
    def test_a_correction_is_number_two_and_the_first_stays(
        self, published: Publication, manager: Person
    ) -> None:
        answer = Answer.objects.filter(
            is_indicator=False, state="answer.verified", status="none", submission__territory=ALMATY
        )[0]
        total = {"settlement": ALMATY, "node": "total"}
        before = published.scores.get(**total).score
        reason = {"reason": "the annex names another date"}
        perform("correct-answer", answer, manager, status="integrated", **reason)
        perform("publish-correction", published.campaign, manager, **reason)
        second = published.campaign.publications.get(number=2)
        assert second.digest != published.digest
        assert second.reason == reason["reason"]
        assert published.scores.get(**total).score == before
        assert second.scores.get(**total).score > before
        assert verify(store.bundle_path(published.digest)).replays
        assert verify(store.bundle_path(second.digest)).replays

    def test_only_a_manager_corrects(self, published: Publication, invite: Invite) -> None:
        for role in ("methodologist", "verifier", "auditor"):
            with pytest.raises(RefusedError) as caught:
                perform("publish-correction", published.campaign, invite(role, "KZ"), reason="x")
            assert caught.value.forbidden

    def test_nothing_is_corrected_before_it_is_published(
        self, preliminary: Campaign, manager: Person
    ) -> None:
        with pytest.raises(RefusedError) as caught:
            perform("publish-correction", preliminary, manager, reason="x")
        assert [problem.key for problem in caught.value.problems] == ["portal.not_published"]


class TestKilled:
    @pytest.mark.parametrize("step", ["_write_bundle", "_before"])
    def test_in_the_middle_nothing_is_published(
        self, preliminary: Campaign, manager: Person, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        def killed(*_: object) -> Iterator[None]:
            raise KeyboardInterrupt

        monkeypatch.setattr(freeze, step, killed)
        with pytest.raises(KeyboardInterrupt):
            perform("publish", preliminary, manager)
        preliminary.refresh_from_db()
        assert preliminary.state == "campaign.preliminary"
        assert not Publication.objects.exists()
        assert Score.objects.filter(publication=None).exists()

    def test_what_it_left_is_swept_away_later(
        self, preliminary: Campaign, manager: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(freeze, "_before", killed)
            with pytest.raises(KeyboardInterrupt):
                perform("publish", preliminary, manager)
        (left,) = (store.root() / "bundles").glob("*.zip")
        assert store.sweep() == []
        _age(left)
        assert store.sweep() == [left.name]

    def test_what_is_published_is_never_swept(self, published: Publication) -> None:
        path = store.bundle_path(published.digest)
        _age(path)
        assert store.sweep() == []
        assert path.exists()


def _age(path: Path) -> None:
    long_ago = path.stat().st_mtime - 86_400
    os.utime(path, (long_ago, long_ago))
