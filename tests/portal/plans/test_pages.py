"""The pages of plans: who sees which text, what each page changes, how light they are."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django.fixtures import DjangoAssertNumQueries

from aqyl.portal.people.models import Person
from aqyl.portal.plans.models import Comment, Plan, Report
from tests.portal.conftest import ALMATY, ASTANA, Invite
from tests.portal.plans.conftest import Lead

pytestmark = pytest.mark.django_db
LIGHT = 150_000  # bytes


def address(name: str, *args: object, lang: str = "kk") -> str:
    with override(lang):
        return reverse(name, args=args)


def of(plan: Plan) -> dict[str, str]:
    """Every page of a version, by name."""
    return {
        "plan": address("plan", plan.pk),
        "strategy": address("plan-strategy", plan.pk),
        "roadmap": address("plan-roadmap", plan.pk),
        "budget": address("plan-budget", plan.pk),
        "action": address("plan-action", plan.pk, "portal"),
        "comments": address("plan-comments", plan.pk),
        "home": address("plans-of", ALMATY),
        "list": address("plans"),
    }


def seen(client: Client, there: str, code: int = 200) -> str:
    answer = client.get(there)
    assert answer.status_code == code, there
    return answer.content.decode()


class TestReading:
    @pytest.mark.parametrize("lang", ["kk", "ru", "en"])
    def test_every_page_of_a_draft_is_whole_and_light_in_three_languages(
        self, client: Client, plan: Plan, officer: Person, lang: str
    ) -> None:
        client.force_login(officer)
        for there in (*of(plan).values(), address("plan-new-action", plan.pk)):
            html = seen(client, there.replace("/kk/", f"/{lang}/"))
            assert len(html.encode()) < LIGHT
            assert "style=" not in html, there

    def test_nobody_else_reads_a_draft(
        self, client: Client, plan: Plan, manager: Person, deputy: Person, invite: Invite
    ) -> None:
        for person in (manager, deputy):
            client.force_login(person)
            seen(client, of(plan)["plan"], 404)
        client.force_login(invite("officer", ASTANA))
        seen(client, of(plan)["plan"], 403)
        client.logout()
        assert client.get(of(plan)["plan"]).status_code == 302
        seen(client, address("public-plan", ALMATY, 1), 404)
        seen(client, address("public-plan-current", ALMATY), 404)

    def test_the_page_for_residents_is_linked_once_it_is_there(
        self, client: Client, lead: Lead, plan: Plan, officer: Person
    ) -> None:
        client.force_login(officer)
        link = f'href="{address("public-plan-current", ALMATY)}"'
        assert link not in seen(client, of(plan)["home"])
        lead("plan.consultation")
        assert link in seen(client, of(plan)["home"])

    def test_while_it_is_revised_others_read_what_was_frozen(
        self, client: Client, lead: Lead, people: dict[str, Person]
    ) -> None:
        plan = lead("plan.revision")
        client.force_login(people["officer"])
        words = {"part": "strategy/goals/total/title", "was": "", "words": "Жаңа сөз"}
        assert client.post(of(plan)["strategy"], words).status_code == 303
        assert "Жаңа сөз" in seen(client, of(plan)["strategy"])
        client.force_login(people["manager"])
        assert "Жаңа сөз" not in seen(client, of(plan)["strategy"])
        assert "Жаңа сөз" not in seen(client, address("public-plan", ALMATY, 1))

    def test_the_public_page_needs_no_account(self, client: Client, lead: Lead) -> None:
        lead("plan.in-force")
        html = seen(client, address("public-plan", ALMATY, 1))
        assert len(html.encode()) < LIGHT
        assert "қолданыста" in html
        assert "<svg" in html
        assert "websites қк" in html
        assert client.get(address("public-plan-current", ALMATY)).status_code == 302
        assert "Алматы" in seen(client, address("public-plans"))

    def test_queries(
        self,
        client: Client,
        lead: Lead,
        officer: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        plan = lead("plan.in-force")
        client.force_login(officer)
        pages = {**of(plan), "public": address("public-plan", ALMATY, 1)}
        for there in pages.values():  # charts are drawn the first time
            client.get(there)
        counts = {"plan": 11, "home": 9, "list": 7, "action": 6, "comments": 7, "public": 9}
        for name, there in pages.items():
            with django_assert_num_queries(counts.get(name, 5)):
                client.get(there)


class TestWriting:
    def test_a_passage_saved_as_one_types(
        self, client: Client, plan: Plan, officer: Person
    ) -> None:
        client.force_login(officer)
        there, part = of(plan)["strategy"], "strategy/goals/total/title"
        json_please = {"HTTP_ACCEPT": "application/json"}
        first = client.post(there, {"part": part, "was": "", "words": "Бірінші"}, **json_please)
        assert (first.status_code, first.json()) == (200, {"written": "Бірінші"})
        second = client.post(there, {"part": part, "was": "", "words": "Екінші"}, **json_please)
        assert second.status_code == 409
        assert second.json()["written"] == "Бірінші"

    def test_a_conflict_without_script_keeps_what_was_typed(
        self, client: Client, plan: Plan, officer: Person
    ) -> None:
        client.force_login(officer)
        there, part = of(plan)["strategy"], "strategy/goals/total/title"
        client.post(there, {"part": part, "was": "", "words": "Бірінші"})
        answer = client.post(there, {"part": part, "was": "", "words": "Екінші"})
        assert answer.status_code == 422
        html = answer.content.decode()
        assert "Екінші" in html
        assert "Бірінші" in html

    def test_an_action_is_moved_and_its_new_amount_is_the_akimats_own(
        self, client: Client, plan: Plan, officer: Person
    ) -> None:
        client.force_login(officer)
        there = of(plan)["action"]
        form = self.form(client, there)
        form |= {"start": "2028-02-01", "end": "2028-11-30", "money-2028-local": "55 000"}
        assert client.post(there, form).status_code == 303
        plan.refresh_from_db()
        moved = plan.text.roadmap.actions[1]
        assert (str(moved.start), str(moved.end)) == ("2028-02-01", "2028-11-30")
        assert [(one.amount, one.basis) for one in moved.expenses] == [(55_000, "own")]
        assert moved.prerequisites == ("websites",)

    @pytest.mark.parametrize(
        ("field", "given", "said"),
        [
            ("start", "кеше", "күн.ай.жыл"),
            ("end", "2027-01-01", "басталған күннен кейінгі"),
            ("money-2028-local", "12,5", "бүтін мың"),
            ("staff", "көп", "сан"),
        ],
    )
    def test_what_is_wrong_with_a_field_is_said(
        self, client: Client, plan: Plan, officer: Person, field: str, given: str, said: str
    ) -> None:
        client.force_login(officer)
        there = of(plan)["action"]
        answer = client.post(there, {**self.form(client, there), field: given})
        assert answer.status_code == 422
        assert said in answer.content.decode()

    def form(self, client: Client, there: str) -> dict[str, object]:
        """The fields of the form that moves an action, as they stand."""
        context = client.get(there).context
        action = context["action"]
        cells = {name: value for _, row in context["grid"] for name, _, value in row}
        fixed = {"was": context["mark"], "staff": context["staff"]}
        days = {"start": action.start.isoformat(), "end": action.end.isoformat()}
        return {**fixed, **days, **cells, "after": list(action.prerequisites)}

    def test_an_own_action_is_added_and_taken_out_again(
        self, client: Client, plan: Plan, officer: Person
    ) -> None:
        client.force_login(officer)
        there = address("plan-new-action", plan.pk)
        chosen = client.get(there).context["free"][0]
        given = {"initiative": chosen.id, "start": "2027-03-01", "end": "2027-12-31"}
        assert client.post(there, given).status_code == 303
        html = seen(client, address("plan-action", plan.pk, chosen.id))
        assert chosen.title.kk in html
        mark = client.get(address("plan-action", plan.pk, chosen.id)).context["mark"]
        gone = client.post(address("plan-remove-action", plan.pk, chosen.id), {"was": mark})
        assert gone.status_code == 303
        plan.refresh_from_db()
        assert len(plan.text.roadmap.actions) == 2

    def test_budgets_are_changed_and_an_excess_is_shown(
        self, client: Client, plan: Plan, officer: Person
    ) -> None:
        client.force_login(officer)
        there = of(plan)["budget"]
        given = {"money-2027-local": "30000", "money-2028-local": "0"}
        mark = client.get(there).context["mark"]
        assert client.post(there, {**given, "was": mark}).status_code == 303
        html = seen(client, there)
        assert "асып кетті" in html
        stale = client.post(there, {**given, "was": mark})
        assert stale.status_code == 422

    def test_a_page_that_the_reader_may_not_write_has_no_form(
        self, client: Client, lead: Lead, people: dict[str, Person]
    ) -> None:
        plan = lead("plan.agreement")
        for person in people.values():
            client.force_login(person)
            for name in ("strategy", "roadmap", "budget", "action"):
                assert 'method="post"' not in seen(client, of(plan)[name]).partition("<main")[2]


class TestConsulting:
    def test_a_resident_comments_is_supported_and_answered(
        self, client: Client, lead: Lead, officer: Person
    ) -> None:
        plan = lead("plan.consultation")
        there = address("public-plan", ALMATY, 1)
        said = {"name": "Әлия", "text": "Көше <b>жарығы</b> аз"}
        assert client.post(there, said).status_code == 303
        comment = Comment.objects.get()
        support = {"comment": comment.pk}
        assert client.post(address("support-comment", ALMATY, 1), support).status_code == 303
        again = client.post(address("support-comment", ALMATY, 1), support)
        assert again.status_code == 422
        other = Client()
        assert other.post(address("support-comment", ALMATY, 1), support).status_code == 303
        client.force_login(officer)
        answer = {"deed": "answer-comment", "comment": comment.pk, "was": comment.mark}
        answered = client.post(of(plan)["comments"], {**answer, "answer": "2027 жылы қосылады"})
        assert answered.status_code == 303
        html = seen(other, there)
        assert "2027 жылы қосылады" in html
        assert "Қолдағандар: 2" in html
        assert "&lt;b&gt;" in html

    def test_an_empty_comment_is_refused_with_the_reason(self, client: Client, lead: Lead) -> None:
        lead("plan.consultation")
        answer = client.post(address("public-plan", ALMATY, 1), {"name": "Әлия", "text": " "})
        assert answer.status_code == 422
        assert 'value="Әлия"' in answer.content.decode()

    def test_one_address_does_not_flood(
        self, client: Client, lead: Lead, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from aqyl.portal.plans.pages import public

        monkeypatch.setattr(public, "MOST", 0)
        lead("plan.consultation")
        answer = client.post(address("public-plan", ALMATY, 1), {"name": "", "text": "Жол"})
        assert answer.status_code == 429
        assert not Comment.objects.exists()

    def test_the_authorised_body_hides_a_comment_and_says_why(
        self, client: Client, lead: Lead, manager: Person
    ) -> None:
        plan = lead("plan.consultation")
        client.post(address("public-plan", ALMATY, 1), {"name": "", "text": "Жеке сөз"})
        comment = Comment.objects.get()
        client.force_login(manager)
        deed = {"deed": "hide-comment", "comment": comment.pk}
        assert client.post(of(plan)["comments"], deed).status_code == 422
        done = client.post(of(plan)["comments"], {**deed, "reason": "Жеке деректер"})
        assert done.status_code == 303
        html = seen(Client(), address("public-plan", ALMATY, 1))
        assert "Жеке деректер" in html
        assert "Жеке сөз" not in html


class TestReporting:
    def test_progress_is_told_proven_and_shown(
        self, client: Client, report: Report, officer: Person, approver: Person
    ) -> None:
        client.force_login(officer)
        there = address("plan-progress", report.pk, "websites")
        mark = client.get(there).context["mark"]
        told = {"deed": "tell", "was": mark, "share": "40", "spent-local": "12 000", "note": "Іске"}
        assert client.post(there, told).status_code == 303
        link = {"deed": "link", "link": "https://almaty.kz/act-1"}
        assert client.post(there, link).status_code == 303
        report.refresh_from_db()
        (one,) = report.text.progress
        assert (one.share, one.spent, one.evidence) == (
            0.4,
            {"local": 12_000},
            ("https://almaty.kz/act-1",),
        )
        html = seen(client, address("plan-report", report.pk))
        assert "40%" in html.replace("\u00a0", "").replace(" ", "")
        client.force_login(approver)
        step = {"step": "submit-report", "seen": report.version}
        assert client.post(address("plan-report", report.pk), step).status_code == 303

    def test_a_file_stands_in_the_evidence_store(
        self, client: Client, report: Report, officer: Person, invite: Invite
    ) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        from aqyl.portal.evidence import store
        from tests.portal.samples import pdf

        client.force_login(officer)
        there = address("plan-progress", report.pk, "websites")
        file = SimpleUploadedFile("акт.pdf", pdf())
        assert client.post(there, {"deed": "file", "file": file}).status_code == 303
        proof = report.proofs.get()
        assert store.path_of(proof.digest).is_file()
        answer = client.get(address("plan-proof", proof.pk))
        assert b"".join(answer.streaming_content) == pdf()  # type: ignore[attr-defined]
        client.force_login(invite("officer", ASTANA))
        seen(client, address("plan-proof", proof.pk), 403)

    @pytest.mark.parametrize(
        ("field", "given"),
        [("share", "140"), ("share", ""), ("spent-local", "-3"), ("expected_end", "ертең")],
    )
    def test_what_cannot_be_told(
        self, client: Client, report: Report, officer: Person, field: str, given: str
    ) -> None:
        client.force_login(officer)
        there = address("plan-progress", report.pk, "websites")
        told = {"deed": "tell", "was": client.get(there).context["mark"], "share": "40"}
        assert client.post(there, {**told, field: given}).status_code == 422

    def test_a_report_is_begun_from_the_settlements_page(
        self, client: Client, lead: Lead, officer: Person
    ) -> None:
        lead("plan.in-force")
        client.force_login(officer)
        there = address("plans-of", ALMATY)
        year, quarter = client.get(there).context["quarter"]
        assert client.post(there, {"year": year, "quarter": quarter}).status_code == 303
        assert client.post(there, {"year": year, "quarter": quarter}).status_code == 422


class TestAmending:
    def test_the_difference_is_readable_inside_and_outside(
        self, client: Client, lead: Lead, officer: Person
    ) -> None:
        first = lead("plan.in-force")
        client.force_login(officer)
        begun = client.post(address("amend-plan", first.pk), {"reason": "Бюджет өзгерді"})
        assert begun.status_code == 303
        second = Plan.objects.get(number=2)
        mark = client.get(of(second)["budget"]).context["mark"]
        given = {"was": mark, "money-2027-local": "90000", "money-2028-local": "100000"}
        client.post(of(second)["budget"], given)
        html = seen(client, address("plan-changes", second.pk))
        assert "90 000" in html.replace("\u00a0", " ").replace("\u202f", " ")
        lead("plan.consultation", second)
        assert 'id="changes"' in seen(Client(), address("public-plan", ALMATY, 2))


class TestTakingAlong:
    @pytest.mark.parametrize(("kind", "form"), [("strategy", "docx"), ("roadmap", "xlsx")])
    def test_a_document_of_the_public_text(
        self, client: Client, lead: Lead, kind: str, form: str
    ) -> None:
        lead("plan.in-force")
        answer = client.get(address("public-document", ALMATY, 1, kind, form))
        assert answer.status_code == 200
        assert answer.content.startswith(b"PK")
        assert f'{ALMATY}-1-{kind}-kk.{form}"' in answer["Content-Disposition"]

    def test_the_plan_as_json_is_the_plan(self, client: Client, lead: Lead) -> None:
        plan = lead("plan.in-force")
        answer = client.get(address("public-document", ALMATY, 1, "roadmap", "json"))
        assert json.loads(answer.content) == json.loads(plan.content)

    @pytest.mark.parametrize(
        ("kind", "form"), [("progress", "docx"), ("strategy", "xlsx"), ("budget", "pdf")]
    )
    def test_what_there_is_not(self, client: Client, lead: Lead, kind: str, form: str) -> None:
        lead("plan.in-force")
        seen(client, address("public-document", ALMATY, 1, kind, form), 404)
