"""Parts that pages are made of: `{% load parts %}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.base import NodeList, Parser, Token
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html

from aqyl.language import say as say_in
from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.procedure import Step, state_of
from aqyl.portal.procedure.terms import is_working
from aqyl.problems import Problem
from aqyl.standard import load_edition
from aqyl.standard.models import Edition
from aqyl.standard.procedure import State

register = template.Library()
NEAR = 3  # working days before a term's end from which it is marked
_STANDINGS = {"verified": "green", "returned": "yellow", "refused": "red", "claimed": "blue"}


@register.simple_tag
def reader_language() -> str:
    """kk, ru or en."""
    return reader()


@register.simple_tag
def address(name: str, *args: Any, **values: Any) -> str:
    """The address of a page, empty where no room has it."""
    try:
        return reverse(name, args=args, kwargs=values)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def part_of_another_room(context: template.Context, name: str) -> str:
    """A template of another room with this page's context; nothing where the room is not there."""
    try:
        found = get_template(name)
    except template.TemplateDoesNotExist:
        return ""
    values = {str(name): value for name, value in context.flatten().items()}
    return found.render(values, context.get("request"))


@register.filter
def rests_on_working(campaign: object) -> bool:
    """Whether a campaign's edition holds lists that are not official."""
    return isinstance(campaign, Campaign) and _is_unofficial(campaign.edition_id)


@cache
def _is_unofficial(edition_id: str) -> bool:
    """Whether any list of an edition is not official."""
    edition = load_edition(edition_id)
    entries = (*edition.initiatives, *edition.indicators, *edition.transitions)
    return any(entry.source.kind != "official" for entry in entries)


@register.inclusion_tag("look/parts/problems.html")
def problems(found: Iterable[Problem] | None) -> dict[str, object]:
    """A summary of what stands against it; a problem whose place has a column links to that field.

    `{% problems problems %}` at the top of `content`; nothing when there are none.
    """
    return {"problems": tuple(found or ())}


@register.simple_tag
def state_tag(edition: Edition, name: str) -> str:
    """A state as a tag: its title, and a colour that says no more than the title does."""
    return state_tag_of(state_of(edition, name))


@register.simple_tag
def state_tag_of(state: State) -> str:
    """The same of a state itself."""
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>',
        colour_of(state),
        state.title.say(reader()),
    )


def colour_of(state: State) -> str:
    """The colour of a state's tag."""
    if state.subject == "answer":
        return _STANDINGS.get(state.standing or "", "grey")
    if state.final:
        return "green"
    return "blue" if state.editable else "grey"


@register.inclusion_tag("look/parts/steps.html", takes_context=True)
def steps(
    context: template.Context, found: Sequence[Step], action: str, subject: Any
) -> dict[str, object]:
    """Buttons of the steps that leave a state, with why not and until when.

    found: of `steps_for`. action: the address that takes `step`, `seen` and `reason` by POST.
    """
    return {
        "own": [step for step in found if step.may],
        "others": [step for step in found if not step.may],
        "action": action,
        "subject": subject,
        "csrf_token": context.get("csrf_token"),
        "prefix": f"{subject.KIND}-{subject.pk}",
        "typed": context.get("typed_reason", ""),
    }


@register.inclusion_tag("look/parts/until.html")
def until(day: dt.date | None, today: dt.date | None = None) -> dict[str, object]:
    """A deadline: the day, how many working days are left, whether it is near or over."""
    today = today or timezone.localdate()
    left = 0 if day is None else working_days_left(today, day)
    late = day is not None and today > day
    return {"day": day, "left": left, "late": late, "near": not late and left <= NEAR}


def working_days_left(today: dt.date, day: dt.date) -> int:
    """Working days from today to the day, both counted; 0 once it is over.

    >>> working_days_left(dt.date(2026, 11, 27), dt.date(2026, 11, 30))  # a Friday, a Monday
    2
    """
    days = (today + dt.timedelta(days=n) for n in range((day - today).days + 1))
    return sum(is_working(one) for one in days)


@register.inclusion_tag("look/parts/progress.html")
def progress(done: int, total: int, part: int = 0) -> dict[str, object]:
    """How much of a whole is done: a drawn bar and the same in words. part: said, but not whole."""
    whole = max(total, 1)
    shares = {"done": 100 * done / whole, "part": 100 * part / whole}
    return {"done": done, "total": total, "part": part, "shares": shares}


@register.inclusion_tag("look/parts/crumbs.html")
def crumbs(*pairs: Any) -> dict[str, object]:
    """The way to this page: `{% crumbs address title address title ... %}`, this page left out."""
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("look/parts/pages.html", takes_context=True)
def pages(context: template.Context, page: Page[Any]) -> dict[str, object]:
    """Links to other pages of a long list that keep the rest of the address (`?page=`)."""
    request = context["request"]
    others = request.GET.copy()
    others.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    kept = f"{others.urlencode()}&" if others else ""
    return {"page": page, "numbers": list(numbers), "kept": kept, "gap": page.paginator.ELLIPSIS}


@register.tag
def wide(parser: Parser, token: Token) -> WideNode:
    """A table that may be wider than a phone: `{% wide label %}<table>…</table>{% endwide %}`."""
    label = parser.compile_filter(token.split_contents()[1])
    inner = parser.parse(("endwide",))
    parser.delete_first_token()
    return WideNode(label, inner)


class WideNode(template.Node):
    """What can be scrolled sideways, with a sign on phones and reachable by the keyboard."""

    def __init__(self, label: Any, inner: NodeList) -> None:
        self.label, self.inner = label, inner

    def render(self, context: template.Context) -> str:
        """The table in its frame."""
        return format_html(
            '<p class="scroll-sign" aria-hidden="true">{}</p>'
            '<div class="scroll" role="group" tabindex="0" aria-label="{}">{}</div>',
            say_in("portal.look.scroll", reader()),
            self.label.resolve(context),
            self.inner.render(context),
        )
