"""Every role tries every action at home and elsewhere; portal/roles.yaml says who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from django.utils import timezone

from aqyl.portal.api.models import Token
from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import may_give
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.plans.models import Comment, Frozen, Plan, Report
from aqyl.portal.procedure import RefusedError, door, perform, steps
from aqyl.portal.procedure.deeds import ACTIONS
from aqyl.portal.projects.models import Pair, Project, Search
from aqyl.portal.results.models import Publication
from aqyl.portal.scenarios.models import Scenario
from aqyl.standard import load_edition
from tests.portal.conftest import ALMATY, ASTANA, KOKSHETAU, Invite
from tests.portal.plans.conftest import plan_text

TABLE: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "spec" / "portal" / "roles.yaml").read_text("utf-8")
)
ROWS = {
    name: (kind, tuple(who))
    for kind, rows in TABLE.items()
    if kind != "gives"
    for name, who in rows.items()
}
OF_THE_COUNTRY = {"campaign", "make-campaign", "search", "search-projects"}
Make = Callable[[str, str], Any]


@pytest.fixture
def make(request: pytest.FixtureRequest, invite: Invite) -> Make:
    """A subject of a kind: the campaign, or what belongs to Almaty."""

    def make(kind: str, name: str) -> Any:
        if kind == "person":
            return invite("officer", ALMATY)
        if kind == "territory":
            return Territory.objects.get(code=COUNTRY if name in OF_THE_COUNTRY else ALMATY)
        if kind == "token":
            return token_of(invite("officer", ALMATY))
        if kind in REGISTER:
            return REGISTER[kind]()
        if kind in ("plan", "comment", "report", "scenario"):
            return plan_of(request.getfixturevalue("campaign"), kind)
        if kind not in ("campaign", "submission", "answer"):
            pytest.fail(f"say here how to make a subject of the kind {kind}")
        return request.getfixturevalue(kind)

    return make


def token_of(person: Person) -> Token:
    """A token for Almaty."""
    return Token.objects.create(
        person=person,
        territory_id=ALMATY,
        title="Ledger",
        prefix="aqyl_test",
        digest="0" * 64,
        made_at=timezone.now(),
        expires_on=timezone.localdate(),
    )


def project_of(code: str = "A-1") -> Project:
    """A project of Almaty."""
    return Project.objects.create(code=code, territory_id=ALMATY, saved_at=timezone.now())


def pair_of() -> Pair:
    """Two projects of Almaty."""
    ends = {"first": project_of(), "second": project_of("A-2")}
    return Pair.objects.create(**ends, suggested="same", probability=0.9)


def search_of() -> Search:
    """A search through the register."""
    return Search.objects.create(asked_at=timezone.now(), told_at=timezone.now())


REGISTER: dict[str, Callable[[], Any]] = {
    "project": project_of,
    "pair": pair_of,
    "search": search_of,
}


def scenario_of(plan: Plan) -> Scenario:
    """A scenario of Almaty."""
    return Scenario.objects.create(
        territory_id=ALMATY,
        publication=plan.publication,
        title="-",
        wishes={},
        content="{}",
        solved={},
        made_at=timezone.now(),
    )


def plan_of(campaign: Campaign, kind: str) -> Plan | Comment | Report | Scenario:
    """A draft of Almaty's plan, or a comment or a report on it."""
    now = timezone.now()
    publication = Publication.objects.create(
        campaign=campaign, number=1, at=now, digest="0", size=0, log_number=0, versions={}
    )
    plan = Plan(campaign=campaign, publication=publication, territory_id=ALMATY, number=1)
    plan.state = "plan.draft"
    plan.write(plan_text())
    plan.save()
    if kind == "comment":
        frozen = Frozen.objects.create(plan=plan, content=plan.content, state=plan.state, at=now)
        return Comment.objects.create(plan=plan, frozen=frozen, text="-", language="kk", at=now)
    if kind == "report":
        state = "report.draft"
        return Report.objects.create(plan=plan, year=2026, quarter=1, content="{}", state=state)
    if kind == "scenario":
        return scenario_of(plan)
    return plan


def leave_rights_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing stands against an action but the right to do it, and nothing is done."""
    monkeypatch.setattr(steps, "problems", lambda change, step: iter(()))
    monkeypatch.setattr(door, "_do", lambda change: {})
    monkeypatch.setattr(door, "tell", lambda event, change: None)
    for name, deed in ACTIONS.items():
        monkeypatch.setitem(ACTIONS, name, replace(deed, guard=None))


def may(name: str, subject: Any, actor: Person | None) -> bool:
    """Whether the one door lets the actor do it; whatever it did is undone."""
    place = {"territory": Territory.objects.get(code=ALMATY)}
    try:
        with transaction.atomic():
            perform(name, subject, actor, **place)
            transaction.set_rollback(True)
    except RefusedError as error:
        return not error.forbidden
    return True


def test_every_action_has_a_row_and_every_row_an_action() -> None:
    edition = load_edition("kz-2026")
    kinds = {state.id: state.subject for state in edition.states}
    expected = {step.id: kinds[step.to_state] for step in edition.transitions}
    expected |= {name: deed.on for name, deed in ACTIONS.items()}
    assert {name: kind for name, (kind, _) in ROWS.items()} == expected


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROWS)
def test_who_may(name: str, make: Make, invite: Invite, monkeypatch: pytest.MonkeyPatch) -> None:
    kind, who = ROWS[name]
    subject = make(kind, name)
    leave_rights_alone(monkeypatch)
    country = OF_THE_COUNTRY & {kind, name}
    home = [COUNTRY] if country else [ALMATY, COUNTRY]
    elsewhere = [ALMATY] if country else [ASTANA, KOKSHETAU]
    for role in Role.values:
        for place in (*home, *elsewhere):
            expected = role in who and place in home
            assert may(name, subject, invite(role, place)) == expected, (role, place)
    assert not may(name, subject, invite()), "nobody in particular"
    assert not may(
        name,
        subject,
        invite(*[(role, ALMATY) for role in who if role in Role.values], active=False),
    ), "deactivated"
    if kind == "person":
        assert may(name, subject, subject) == ("oneself" in who)
    assert may(name, subject, None), "the system"


@pytest.mark.django_db
@pytest.mark.parametrize("giver", Role.values)
@pytest.mark.parametrize("place", [ALMATY, COUNTRY, ASTANA])
def test_which_roles_one_may_give(giver: str, place: str, invite: Invite) -> None:
    person, there = invite(giver, place), Territory.objects.get(code=ALMATY)
    given = [role for role in Role.values if may_give(person, role, there)]
    assert given == (TABLE["gives"].get(giver, []) if place != ASTANA else [])
