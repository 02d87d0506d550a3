"""A plan's way through the procedure: each step, its role, what stands against it, what it does."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from aqyl.plan.models import Progress
from aqyl.portal.history.chain import verify_log
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.models import Comment, Plan, Report
from aqyl.portal.plans.reporting import progress_mark
from aqyl.portal.plans.standing import published_text, under_way
from aqyl.portal.procedure import perform
from aqyl.portal.results.models import Publication
from tests.portal.plans.conftest import Lead, days_pass, plan_text
from tests.portal.test_procedure import keys, refused

pytestmark = pytest.mark.django_db


def in_force(place: Territory) -> Plan:
    """The one version in force."""
    return Plan.objects.get(territory=place, state="plan.in-force")


class TestMaking:
    def test_a_draft_rests_on_a_publication(self, plan: Plan, published: Publication) -> None:
        assert (plan.number, plan.state, plan.publication) == (1, "plan.draft", published)
        assert plan.text == plan_text()

    def test_one_draft_at_a_time(
        self, plan: Plan, published: Publication, almaty: Territory, officer: Person
    ) -> None:
        given = {"publication": published.pk, "text": plan_text()}
        assert keys(refused("make-plan", almaty, officer, **given)) == ["portal.plan_under_way"]

    def test_no_plan_without_results(self, almaty: Territory, officer: Person) -> None:
        given = {"publication": 0, "text": plan_text()}
        assert keys(refused("make-plan", almaty, officer, **given)) == ["portal.plan_no_results"]

    def test_nor_with_the_text_of_another_place(
        self, published: Publication, almaty: Territory, officer: Person
    ) -> None:
        text = plan_text().model_copy(update={"settlement": "710000000"})
        error = refused("make-plan", almaty, officer, publication=published.pk, text=text)
        assert keys(error) == ["portal.plan_elsewhere"]


class TestWay:
    def test_from_draft_to_force(self, lead: Lead, almaty: Territory) -> None:
        plan = lead("plan.in-force")
        assert in_force(almaty) == plan
        assert under_way(almaty) is None
        assert plan.reason == "Мәслихаттың 2026 ж. № 7 шешімі"
        assert [one.state for one in plan.frozen.order_by("pk")] == [
            "plan.consultation",
            "plan.agreement",
        ]
        assert list(verify_log()) == []

    def test_whoever_wrote_it_does_not_open_it_to_residents(
        self, plan: Plan, approver: Person
    ) -> None:
        Plan.objects.filter(pk=plan.pk).update(saved_by=approver)
        assert keys(refused("open-consultation", plan, approver)) == ["portal.same_person"]

    def test_a_plan_without_actions_stays_with_the_akimat(
        self, plan: Plan, officer: Person, approver: Person
    ) -> None:
        bare = plan.text.roadmap.model_copy(update={"actions": ()})
        plan.write(plan.text.model_copy(update={"roadmap": bare}))
        plan.save()
        assert "portal.plan_empty" in keys(refused("open-consultation", plan, approver))

    def test_residents_have_all_their_days(self, lead: Lead, officer: Person) -> None:
        plan = lead("plan.consultation")
        assert keys(refused("close-consultation", plan, officer)) == ["portal.plan_still_open"]
        days_pass(plan)
        perform("close-consultation", plan, officer)

    def test_each_comment_is_answered_before_the_plan_goes_on(
        self, lead: Lead, officer: Person, approver: Person
    ) -> None:
        plan = lead("plan.consultation")
        perform("comment-plan", plan, None, name="Әлия", text="Көше жарығы аз", language="kk")
        lead("plan.revision")
        assert keys(refused("submit-plan", plan, approver)) == ["portal.plan_unanswered"]
        comment = Comment.objects.get()
        perform("answer-comment", comment, officer, answer="2027 жылы қосылады", was=comment.mark)
        perform("submit-plan", plan, approver)

    def test_what_residents_read_does_not_move_while_it_is_revised(
        self, lead: Lead, officer: Person
    ) -> None:
        plan = lead("plan.revision")
        shown = published_text(plan)
        word = {"part": "strategy/goals/total/title", "language": "kk", "was": "", "words": "Жаңа"}
        perform("word-plan", plan, officer, **word)
        assert published_text(plan) == shown
        assert plan.text.strategy.goals[0].title.say("kk") == "Жаңа"
        assert plan.text.strategy.goals[0].title.say("ru") == "Рост"

    @pytest.mark.parametrize(
        ("state", "step", "role"),
        [
            ("plan.agreement", "return-plan", "manager"),
            ("plan.agreed", "take-back-plan", "approver"),
            ("plan.approved", "decline-plan", "deputy"),
        ],
    )
    def test_a_plan_comes_back_with_a_reason(
        self, lead: Lead, people: dict[str, Person], state: str, step: str, role: str
    ) -> None:
        plan = lead(state)
        assert keys(refused(step, plan, people[role])) == ["portal.no_reason"]
        perform(step, plan, people[role], reason="Бюджет нақтыланбаған")
        assert (plan.state, plan.reason) == ("plan.revision", "Бюджет нақтыланбаған")

    def test_a_withdrawn_draft_makes_room_for_another(
        self,
        plan: Plan,
        published: Publication,
        almaty: Territory,
        officer: Person,
        approver: Person,
    ) -> None:
        perform("withdraw-plan", plan, approver, reason="Қайта жасалады")
        perform("make-plan", almaty, officer, publication=published.pk, text=plan_text())
        assert sorted(Plan.objects.values_list("number", flat=True)) == [1, 2]


class TestAmending:
    def test_the_new_version_goes_the_same_way_and_takes_the_place_of_the_old(
        self, lead: Lead, almaty: Territory, officer: Person
    ) -> None:
        first = lead("plan.in-force")
        perform("amend-plan", first, officer, reason="Жаңа бюджет")
        second = Plan.objects.get(number=2)
        assert (second.before, second.text.version) == (first, 2)
        assert in_force(almaty) == first
        lead("plan.in-force", second)
        first.refresh_from_db()
        assert (first.state, in_force(almaty)) == ("plan.superseded", second)

    def test_a_draft_is_not_amended(self, plan: Plan, officer: Person) -> None:
        error = refused("amend-plan", plan, officer, reason="Жаңа бюджет")
        assert keys(error) == ["portal.plan_not_in_force", "portal.plan_under_way"]


class TestWriting:
    def test_a_colleague_worded_the_same_passage_first(self, plan: Plan, officer: Person) -> None:
        word = {"part": "strategy/goals/total/title", "language": "kk", "was": ""}
        perform("word-plan", plan, officer, words="Бірінші", **word)
        error = refused("word-plan", plan, officer, words="Екінші", **word)
        assert keys(error) == ["portal.plan_part_changed"]
        assert plan.text.strategy.goals[0].title.written == {"kk": "Бірінші"}

    def test_two_people_word_two_passages_at_once(self, plan: Plan, officer: Person) -> None:
        at = {"language": "kk", "was": ""}
        perform("word-plan", plan, officer, part="strategy/goals/total/title", words="А", **at)
        perform("word-plan", plan, officer, part="strategy/standing/0", words="Б", **at)
        assert plan.text.strategy.standing[0].say("kk") == "Б"

    def test_nothing_written_gives_the_generated_back(self, plan: Plan, officer: Person) -> None:
        word = {"part": "strategy/goals/total/title", "language": "kk"}
        perform("word-plan", plan, officer, was="", words="Өзіміз", **word)
        perform("word-plan", plan, officer, was="Өзіміз", words=" ", **word)
        assert plan.text.strategy.goals[0].title.say("kk") == "Өсу"

    def test_a_part_that_no_plan_can_hold_is_refused(self, plan: Plan, officer: Person) -> None:
        from aqyl.portal.plans.actions import mark_of
        from aqyl.portal.plans.texts import part_of

        part = "roadmap/actions/websites"
        was = part_of(plan.content, part)
        given = {"part": part, "was": mark_of(was), "value": {**was, "staff": -1}}
        assert keys(refused("change-plan", plan, officer, **given)) == ["portal.plan_not_whole"]

    def test_a_plan_with_residents_is_not_written(self, lead: Lead, officer: Person) -> None:
        plan = lead("plan.consultation")
        word = {"part": "strategy/goals/total/title", "language": "kk", "was": "", "words": "Жаңа"}
        assert keys(refused("word-plan", plan, officer, **word)) == ["portal.not_editable"]


class TestCommenting:
    def test_only_while_it_lies_open(self, plan: Plan) -> None:
        given = {"name": "", "text": "Пікір", "language": "kk"}
        assert keys(refused("comment-plan", plan, None, **given)) == ["portal.plan_not_open"]

    def test_one_browser_supports_once(self, lead: Lead) -> None:
        perform("comment-plan", lead("plan.consultation"), None, name="", text="П", language="kk")
        comment = Comment.objects.get()
        perform("support-comment", comment, None, visitor="a" * 64)
        error = refused("support-comment", comment, None, visitor="a" * 64)
        assert keys(error) == ["portal.comment_supported"]
        perform("support-comment", comment, None, visitor="b" * 64)
        assert comment.support.count() == 2

    def test_two_answers_at_once(self, lead: Lead, officer: Person) -> None:
        perform("comment-plan", lead("plan.consultation"), None, name="", text="П", language="kk")
        comment = Comment.objects.get()
        seen = comment.mark
        perform("support-comment", comment, None, visitor="a" * 64)
        perform("answer-comment", comment, officer, answer="Болады", was=seen)
        error = refused("answer-comment", comment, officer, answer="Болмайды", was=seen)
        assert keys(error) == ["portal.plan_part_changed"]
        assert comment.answer == "Болады"

    def test_a_hidden_comment_says_why_and_comes_back(self, lead: Lead, manager: Person) -> None:
        perform("comment-plan", lead("plan.consultation"), None, name="", text="П", language="kk")
        comment = Comment.objects.get()
        assert keys(refused("hide-comment", comment, manager)) == ["portal.no_reason"]
        perform("hide-comment", comment, manager, reason="Жеке деректер")
        assert keys(refused("support-comment", comment, None, visitor="a")) == [
            "portal.comment_hidden"
        ]
        perform("show-comment", comment, manager)
        assert comment.hidden_reason == ""

    def test_neither_name_nor_words_stand_in_the_log(self, lead: Lead) -> None:
        event = perform(
            "comment-plan", lead("plan.consultation"), None, name="Әлия", text="Жол", language="kk"
        )
        assert "Әлия" not in event.data
        assert "Жол" not in event.data


class TestReporting:
    def told(self, report: Report, officer: Person, name: str, share: float) -> None:
        progress = Progress(action=name, share=share, spent={"local": 12_000})
        was = progress_mark(report, name)
        perform("tell-progress", report, officer, progress=progress, was=was)

    @pytest.fixture
    def begun(self, report: Report) -> Report:
        """Both actions of the plan have begun."""
        text = report.plan.text
        actions = tuple(
            one.model_copy(update={"start": dt.date(2026, 1, 1)}) for one in text.roadmap.actions
        )
        roadmap = text.roadmap.model_copy(update={"actions": actions})
        plan = report.plan
        plan.write(text.model_copy(update={"roadmap": roadmap}))
        plan.save()
        return report

    def test_each_action_begun_is_told_of_with_proof(
        self, begun: Report, officer: Person, approver: Person, manager: Person
    ) -> None:
        self.told(begun, officer, "websites", 0.5)
        found = keys(refused("submit-report", begun, approver))
        assert found == ["portal.report_incomplete", "portal.report_unproven"]
        self.told(begun, officer, "portal", 0.0)
        perform("add-proof", begun, officer, action="websites", link="https://almaty.kz/act-1")
        assert begun.text.progress[1].evidence == ("https://almaty.kz/act-1",)
        perform("submit-report", begun, approver)
        perform("accept-report", begun, manager)
        assert begun.state == "report.accepted"

    def test_a_returned_report_is_mended(
        self, report: Report, officer: Person, approver: Person, manager: Person
    ) -> None:
        perform("submit-report", report, approver)
        perform("return-report", report, manager, reason="Шығын көрсетілмеген")
        assert report.state == "report.returned"
        self.told(report, officer, "websites", 0.0)
        perform("submit-report", report, approver)
        assert report.state == "report.submitted"

    def test_a_colleague_told_of_the_action_first(self, report: Report, officer: Person) -> None:
        was = progress_mark(report, "websites")
        self.told(report, officer, "websites", 0.1)
        progress = Progress(action="websites", share=0.2)
        error = refused("tell-progress", report, officer, progress=progress, was=was)
        assert keys(error) == ["portal.plan_part_changed"]

    @pytest.mark.parametrize(("years", "quarter"), [(1, 1), (-1, 4), (-2000, 1), (0, 5), (0, 0)])
    def test_a_quarter_that_has_not_begun_or_was_before_the_plan(
        self, lead: Lead, officer: Person, years: int, quarter: int
    ) -> None:
        year, plan = timezone.localdate().year + years, lead("plan.in-force")
        error = refused("make-report", plan, officer, year=year, quarter=quarter)
        assert keys(error) == ["portal.report_bad_quarter"]

    def test_one_report_a_quarter(self, report: Report, officer: Person) -> None:
        given = {"year": report.year, "quarter": report.quarter}
        assert keys(refused("make-report", report.plan, officer, **given)) == [
            "portal.report_there"
        ]

    def test_an_action_of_another_plan_and_money_from_nowhere(
        self, report: Report, officer: Person
    ) -> None:
        progress = Progress(action="metro", share=0.0, spent={"lottery": 1})
        was = progress_mark(report, "metro")
        error = refused("tell-progress", report, officer, progress=progress, was=was)
        assert keys(error) == ["portal.plan_no_action", "portal.unknown_funding"]


class TestTelling:
    def test_whoever_takes_the_next_step_is_told_with_a_link(
        self, client: Client, lead: Lead, deputy: Person, manager: Person
    ) -> None:
        plan = lead("plan.approved")
        client.force_login(deputy)
        html = client.get("/kk/notices/").content.decode()
        assert "Алматы: жоспар, 1-редакция" in html
        assert "әкім бекіткен" in html
        link = re.search(r'href="(/kk/notices/\d+/)"', html)
        assert link
        assert client.get(link[1]).headers["Location"] == f"/kk/plans/{plan.pk}/"
