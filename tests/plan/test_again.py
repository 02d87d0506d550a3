"""Drafting anew keeps what people wrote and says what it rests on no longer."""

from __future__ import annotations

from aqyl.plan import Strategy, redraft
from aqyl.plan.models import Goal, Passage, Priority, Risk, Stage, Target
from aqyl.standard import Text


def generated(words: str, **written: str) -> Passage:
    text = Text(kk=words, ru=words, en=words)
    return Passage.model_validate({"generated": text.model_dump(), "written": written})


def goal(words: str, value: float = 10.0, **written: str) -> Goal:
    targets = (Target(year=2027, value=value), Target(year=2028, value=value + 1))
    return Goal(id="g", node="transport", title=generated(words, **written), targets=targets)


def test_a_fresh_draft_replaces_what_was_generated() -> None:
    found = redraft(Strategy(goals=(goal("old"),)), Strategy(goals=(goal("new", 20.0),)))
    assert found.strategy.goals[0].title.say("en") == "new"
    assert found.strategy.goals[0].targets[0].value == 20.0
    assert found.stale == ()


def test_what_a_person_wrote_stays_and_is_named_when_its_ground_changed() -> None:
    before = Strategy(goals=(goal("old", kk="Өз сөзіміз"),))
    found = redraft(before, Strategy(goals=(goal("new"),)))
    title = found.strategy.goals[0].title
    assert (title.say("kk"), title.say("en")) == ("Өз сөзіміз", "new")
    [stale] = found.stale
    assert stale.where == "goals.g.title"
    assert (stale.before.say("en"), stale.after.say("en")) == ("old", "new")


def test_a_written_passage_whose_ground_is_the_same_is_not_stale() -> None:
    before = Strategy(goals=(goal("same", en="Ours"),))
    assert redraft(before, Strategy(goals=(goal("same"),))).stale == ()


def test_own_targets_stay_beside_new_ones() -> None:
    own = goal("g").model_copy(update={"targets": (Target(year=2028, value=99.0, basis="own"),)})
    found = redraft(Strategy(goals=(own,)), Strategy(goals=(goal("g", 20.0),)))
    assert [(t.year, t.value) for t in found.strategy.goals[0].targets] == [
        (2027, 20.0),
        (2028, 99.0),
    ]


def test_what_the_draft_no_longer_holds_goes_unless_a_person_wrote_in_it() -> None:
    untouched = Risk(id="risk.a", title=generated("a"), likelihood=0.5, gravity=0.5)
    touched = Risk(id="risk.b", title=generated("b", ru="наш"), likelihood=0.5, gravity=0.5)
    added = Risk(id="own", title=Passage(written={"en": "ours"}), likelihood=0.1, gravity=0.1)
    found = redraft(Strategy(risks=(untouched, touched, added)), Strategy())
    assert [one.id for one in found.strategy.risks] == ["risk.b", "own"]
    [stale] = found.stale
    assert (stale.where, stale.after) == ("risks.risk.b.title", Passage())


def test_years_of_stages_and_passages_of_ones_own_stay() -> None:
    old = Stage(stage=1, start=2030, end=2031, title=generated("old"))
    new = Stage(stage=1, start=2027, end=2028, title=generated("new"))
    own = Passage(written={"en": "Our view"})
    before = Strategy(stages=(old,), standing=(generated("then"), own))
    found = redraft(before, Strategy(stages=(new,), standing=(generated("now"),)))
    [stage] = found.strategy.stages
    assert (stage.start, stage.end, stage.title.say("en")) == (2030, 2031, "new")
    assert [one.say("en") for one in found.strategy.standing] == ["now", "Our view"]


def test_a_reason_written_for_a_priority_moves_with_it() -> None:
    old = Priority(node="gis", place=1, reason=generated("first", en="We need maps"))
    new = Priority(node="gis", place=3, reason=generated("first"))
    [priority] = redraft(
        Strategy(priorities=(old,)), Strategy(priorities=(new,))
    ).strategy.priorities
    assert (priority.place, priority.reason.say("en")) == (3, "We need maps")
