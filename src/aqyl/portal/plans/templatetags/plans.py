"""Words of plans: `{% load plans %}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html

from aqyl.language import format_number, format_percent
from aqyl.language import say as say_in
from aqyl.plan import Action
from aqyl.plan import Plan as PlanText
from aqyl.plan.models import Goal
from aqyl.plan.progress import State
from aqyl.plan.remarks import Remark
from aqyl.portal.campaigns.numbers import shown_number
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Person
from aqyl.portal.plans.pages.goals import fields_of, mark_of_targets
from aqyl.portal.plans.tasks import Task, tasks_of
from aqyl.standard import Edition, load_edition

register = template.Library()
_COLOURS: dict[State, str] = {
    "done": "green",
    "on_time": "blue",
    "behind": "yellow",
    "late": "red",
    "not_begun": "grey",
    "unreported": "yellow",
}


@register.filter
def sentence(remark: Remark, name: str) -> str:
    """A sentence of a remark on a plan: `{{ one|sentence:"repair" }}`."""
    return remark.part(name, reader())


@register.filter
def document_name(kind: str) -> str:
    """What a document is called."""
    return say_in(f"portal.plans.document.{kind}", reader())


@register.filter
def section_name(key: str) -> str:
    """A heading of the strategy."""
    return say_in(f"portal.plans.section.{key}", reader())


@register.filter
def node_name(node: str, edition: Edition) -> str:
    """A node of the edition's tree or an entry of it by its title; the total has one too."""
    lang = reader()
    if node == "total":
        return say_in("portal.plans.total_score", lang)
    lists = (edition.domains, edition.initiatives, edition.indicators, edition.technologies)
    found = (one for entries in lists for one in entries if one.id == node)
    entry = next(found, None)
    return entry.title.say(lang) if entry else node


@register.filter
def node_unit(node: str, edition: Edition) -> str:
    """The unit of a node that is an indicator; scores have none."""
    units = {one.id: one.title for one in edition.measurement_units}
    found = (units[one.unit].say(reader()) for one in edition.indicators if one.id == node)
    return next(found, "")


@register.filter
def priority_name(part: Any, text: PlanText) -> str:
    """The place and the name of a priority, by the part that words it."""
    place = int(part.key.split("/")[2])
    priority = text.strategy.priorities[place]
    return f"{priority.place}. {node_name(priority.node, load_edition(text.baseline.edition))}"


@register.filter
def action_name(action: Action, edition: Edition) -> str:
    """What an action is called: its title, or its initiative's."""
    return action.title.say(reader()) or node_name(action.initiative, edition)


@register.filter
def signed(value: float | None) -> str:
    """A number with its sign; a missing one is an en dash."""
    if value is None:
        return "–"
    digits = 0 if float(value).is_integer() else 2
    shown = format_number(abs(value), reader(), digits)
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{shown}"


@register.filter
def percent(share: float | None) -> str:
    """A share 0-1 as whole per cents; a missing one is an en dash."""
    return format_percent(share, reader()) if share is not None else "–"


@register.filter
def fine_percent(share: float) -> str:
    """A share 0-1 as hundredths of per cents."""
    return format_percent(share, reader(), 2)


@register.filter
def budget_grid(rows: Sequence[Any], typed: Mapping[str, str]) -> list[tuple[Any, list[Any]]]:
    """The fields of a form of budgets: what was typed, else what stands."""
    lang = reader()
    return [
        (
            row.funding,
            [
                (cell.name, cell.year, typed.get(cell.name, shown_number(cell.budget, lang)))
                for cell in row.cells
            ],
        )
        for row in rows
    ]


@register.simple_tag(takes_context=True)
def target_form(context: Context, goal: Goal) -> dict[str, object]:
    """The mark and the fields of a goal's targets: what was typed, else what stands."""
    typed = context["typed"]["fields"]
    fields = fields_of(goal, context["text"], reader())
    return {
        "mark": mark_of_targets(context["plan"].content, goal),
        "fields": [(one, typed.get(one.name, one.value)) for one in fields],
        "typed": any(name.startswith(f"target-{goal.id}-") for name in typed),
    }


@register.simple_tag
def plan_tasks(person: Person) -> list[Task]:
    """What the person has to do about plans: `{% plan_tasks request.user as work %}`."""
    return tasks_of(person)


@register.simple_tag
def progress_tag(state: State) -> str:
    """How far an action is, in words; the colour says no more than they do."""
    words = say_in(f"portal.plans.progress_state.{state}", reader())
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', _COLOURS[state], words
    )
