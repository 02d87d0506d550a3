"""Every state of the procedure at once, for the crawl of all pages; `main` prints ids as JSON.

2023 is published and plans rest on it, 2024 has preliminary results and an appeal, 2025 is under
verification with a second look and a disagreement; 2026 stays as `served` made it.
"""

from __future__ import annotations

import json

from django.utils import timezone

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.operate.made_up import enter_projects
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.plans.models import Plan, Report
from aqyl.portal.plans.quarters import quarter_of
from aqyl.portal.plans.solving import Wishes
from aqyl.portal.procedure import perform
from aqyl.portal.projects.models import Pair, Project, Search
from aqyl.portal.projects.pages.quality import FIGURES
from aqyl.portal.results.models import Publication
from aqyl.portal.scenarios.models import Scenario
from aqyl.portal.verification.models import Screening
from tests.portal.plans.conftest import WAY, days_pass, plan_text
from tests.portal.projects.conftest import enter_pairs, found
from tests.portal.results.conftest import fill, play
from tests.portal.served import ALMATY, ASTANA, KOKSHETAU, person, session

MORE = {
    "second": ("Айдос Бекұлы", "verifier", COUNTRY),
    "methodologist": ("Сәуле Маратқызы", "methodologist", COUNTRY),
    "administrator": ("Тимур Әлиев", "administrator", COUNTRY),
    "deputy": ("Мәдина Ержанқызы", "deputy", ALMATY),
    "astana": ("Данияр Болатұлы", "officer", ASTANA),
    "kokshetau": ("Әсел Жұмабаева", "officer", KOKSHETAU),
}


def main() -> None:
    """Fill the database and name what a test opens."""
    people = {name: person(name, *given) for name, given in MORE.items()}
    manager = Person.objects.get(email="manager@example.kz")
    planned = plans(play(manager, "2023", demonstration=True))
    compared = scenarios(Publication.objects.get())
    judged = register(manager)
    appealed = preliminary(manager)
    claims = verified(people["second"])
    sessions = {name: session(one) for name, one in people.items()}
    where = {
        "appealed": appealed.pk,
        "appealed_submission": appealed.submission_id,
        "appealing": appealed.campaign.pk,
    }
    print(json.dumps({**sessions, **claims, **where, **planned, **compared, **judged}))


def plans(published: Publication) -> dict[str, int]:
    """Almaty's plan in force with a report begun and an amendment; Kokshetau's with residents."""
    first = led(made(published, ALMATY), "plan.in-force")
    year, quarter = quarter_of(timezone.localdate())
    perform("make-report", first, None, year=year, quarter=quarter)
    report = Report.objects.get()
    perform("add-proof", report, None, action="websites", link="https://almaty.kz/act-1")
    perform("amend-plan", first, None, reason="Бюджет нақтыланды")
    second = Plan.objects.get(territory=ALMATY, number=2)
    word = {
        "part": "strategy/goals/total/title",
        "language": "kk",
        "was": "",
        "words": "Өз сөзіміз",
    }
    perform("word-plan", second, None, **word)
    asked = led(made(published, KOKSHETAU), "plan.consultation")
    for text in ("Көше жарығы аз", "Скверде орындық керек"):
        perform("comment-plan", asked, None, name="Әлия", text=text, language="kk")
    return {
        "first_plan": first.pk,
        "second_plan": second.pk,
        "asked": asked.pk,
        "report": report.pk,
    }


def scenarios(published: Publication) -> dict[str, int]:
    """Two scenarios of Almaty that differ."""
    place, year = Territory.objects.get(code=ALMATY), timezone.localdate().year + 1
    solved = {"proven": False, "gap": 0.02, "score_before": 41.0, "score_after": 52.5, "left": {}}
    given = {"publication": published.pk, "text": plan_text(), "solved": solved}
    for title, amount in (("Толық бюджет", 100_000), ("Жарты бюджет", 50_000)):
        front = [[0, 0.0, True], [amount, 8.0, False]]
        wishes = Wishes({(year, "local"): amount}, fix=("city-management.city-app",))
        perform("make-scenario", place, None, title=title, wishes=wishes, front=front, **given)
    first, second = Scenario.objects.order_by("pk")
    return {"scenario": first.pk, "other_scenario": second.pk}


def register(manager: Person) -> dict[str, int]:
    """The made-up projects, pairs of them, one judged, and what the verdicts teach."""
    enter_projects(manager)
    now = timezone.now()
    search = Search.objects.create(asked_at=now, told_at=now)
    figures = {name: [0.8, 0.6, 0.9] for name in FIGURES} | {"pairs": 24, "matches": 15}
    learned = {
        "verdicts": 24,
        "changed": ["threshold"],
        "threshold": 0.6,
        "before": figures,
        "after": figures,
    }
    pairs = [
        found("DEMO-001", "DEMO-002"),
        found("DEMO-005", "DEMO-007", suggested="shared_need", stake=None),
        found("DEMO-003", "DEMO-004", suggested="part"),
    ]
    enter_pairs(search, *pairs, **learned)
    first, _, last = Pair.objects.order_by("pk")
    perform("judge-pair", last, manager, verdict="part", reason="Екі кезең")
    project = Project.objects.get(code="DEMO-001")
    return {"project": project.pk, "pair": first.pk, "judged_pair": last.pk}


def made(published: Publication, code: str) -> Plan:
    """A draft of a settlement's plan."""
    text = plan_text(settlement=code)
    perform(
        "make-plan", Territory.objects.get(code=code), None, publication=published.pk, text=text
    )
    return Plan.objects.get(territory=code)


def led(plan: Plan, state: str) -> Plan:
    """The plan, led along the procedure into a state."""
    for reached, step, _, given in WAY:
        if step == "close-consultation":
            days_pass(plan)
        perform(step, plan, None, **given)
        if reached == state:
            break
    return plan


def preliminary(manager: Person) -> Answer:
    """2024 up to its preliminary results; one answer of Almaty is appealed."""
    country = Territory.objects.get(code=COUNTRY)
    perform("make-campaign", country, manager, edition="kz-2026", period="2024", demonstration=True)
    campaign = Campaign.objects.get(period="2024")
    perform("open-campaign", campaign, manager)
    fill(campaign)
    perform("start-verification", campaign, manager)
    perform("give-preliminary-results", campaign, manager)
    campaign.submissions.update(state="submission.preliminary")
    answer = Answer.objects.filter(
        submission__campaign=campaign, submission__territory=ALMATY, state="answer.refused"
    ).first()
    approver = Person.objects.get(email="approver@example.kz")
    proven(answer, approver)
    perform("appeal", answer, approver, reason="Бұйрық қоса берілді, қайта қарауды сұраймыз")
    return answer


def verified(second: Person) -> dict[str, int]:
    """2025 under verification: an answer to judge, one drawn for a second look, one disputed."""
    campaign = Campaign.objects.get(period="2025")
    manager = Person.objects.get(email="manager@example.kz")
    officer = Person.objects.get(email="officer@example.kz")
    first = Person.objects.get(email="verifier@example.kz")
    submission = campaign.submissions.get(territory=ALMATY)
    answers = list(submission.answers.exclude(note="", value=None).order_by("is_indicator", "node"))
    for answer in answers:
        proven(answer, officer)
    Submission.objects.filter(pk=submission.pk).update(state="submission.signed")
    perform("start-verification", campaign, manager)
    submission.refresh_from_db()
    perform("take-for-verification", submission, first)
    Screening.objects.update(drawn=False)
    drawn, disputed, returned, waiting = answers[:4]
    Screening.objects.filter(answer__in=(drawn, disputed)).update(drawn=True)
    perform("confirm", drawn, first)
    perform("confirm", disputed, first)
    perform("second-review", disputed, second, verdict="refused", reason="Бұйрық таныстырылмаған")
    perform("return-answer", returned, first, reason="Құжаттың күні жоқ")
    return {
        "drawn": drawn.pk,
        "drawn_node": drawn.node,
        "disputed": disputed.pk,
        "waiting": waiting.pk,
        "checked": submission.pk,
        "checking": campaign.pk,
    }


def proven(answer: Answer, by: Person) -> None:
    """A link behind an answer."""
    link = f"https://almaty.kz/orders/{answer.pk}"
    Evidence.objects.create(
        answer=answer, kind="link", link=link, added_at=timezone.now(), added_by=by
    )
