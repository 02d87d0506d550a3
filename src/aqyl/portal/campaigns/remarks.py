"""What a filled form is told at once, and what it must have answered before it is signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.apps import apps

from aqyl.assess.form import Entries, Form, Remark, check
from aqyl.portal.campaigns.forms import entries_before, entries_of, form_of, last_year
from aqyl.portal.campaigns.models import Answer, Submission

_KNOWN = "_remarks_known"


def remarks_on(
    submission: Submission,
    answers: Iterable[Answer] | None = None,
    before: Mapping[str, Answer] | None = None,
) -> tuple[Remark, ...]:
    """Every remark on a submission; answers and last year's are read where they are not given.

    Where the very object was remarked on already (`remember`), those remarks.
    """
    if answers is None and before is None and _KNOWN in submission.__dict__:
        known: tuple[Remark, ...] = submission.__dict__[_KNOWN]
        return known
    form = form_of(submission)
    given = submission.answers.all() if answers is None else answers
    earlier = last_year(submission) if before is None else before
    now = entries_of(submission, given, proofs_of(submission))
    return remarks_of(form, now, entries_before(earlier))


def remember(submission: Submission, remarks: tuple[Remark, ...]) -> None:
    """Keep a page's remarks on the object it shows, so that its steps need not find them again."""
    submission.__dict__[_KNOWN] = remarks


def remarks_of(
    form: Form, now: Entries, before: Entries, only: Collection[str] | None = None
) -> tuple[Remark, ...]:
    """Remarks on answered cards; a blank card is told by what is left, not by a remark."""
    found = check(form, now.answers, now.values, before, only)
    return tuple(one for one in found if now.row(one.card))


def proofs_of(submission: Submission) -> dict[str, str]:
    """node -> what its evidence is called, where it has any."""
    model = apps.get_model("evidence", "Evidence")  # that app knows this one, not the other way
    found: dict[str, list[str]] = {}
    rows = model._default_manager.filter(answer__submission=submission, removed_at=None)
    for one in rows.select_related("answer").order_by("pk"):
        found.setdefault(one.answer.node, []).append(one.shown)
    return {node: "; ".join(names) for node, names in found.items()}
