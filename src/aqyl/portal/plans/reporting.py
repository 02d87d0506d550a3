"""Quarterly reports on a plan in force."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from aqyl.plan import ProgressReport
from aqyl.plan.models import Progress
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.plans.actions import mark_of
from aqyl.portal.plans.models import WORDS, Plan, Proof, Report
from aqyl.portal.plans.quarters import quarter_of
from aqyl.portal.plans.standing import states_in_force
from aqyl.portal.plans.texts import canonical, part_of
from aqyl.portal.procedure import Change, action, start_of, state_of
from aqyl.problems import Problem


def _can_be_begun(change: Change) -> Iterator[Problem]:
    plan: Plan = change.subject
    if plan.state not in states_in_force(plan.edition):
        title = state_of(plan.edition, plan.state).title
        yield Problem("portal.plan_not_in_force", values={"state": title})
    year, quarter = change.given["year"], change.given["quarter"]
    first, last = (quarter_of(timezone.localdate(at)) for at in (plan.entered_at, change.at))
    if not 1 <= quarter <= 4 or not first <= (year, quarter) <= last:
        values = {"given": f"{year}-{quarter}"}
        yield Problem("portal.report_bad_quarter", values=values)
    if plan.reports.filter(year=year, quarter=quarter).exists():
        yield Problem("portal.report_there", values={"year": year, "quarter": quarter})


@action("make-report", on="plan", by=holds(Role.OFFICER), guard=_can_be_begun)
def make_report(change: Change) -> dict[str, object]:
    """A report, with what the one before said to begin with. given: year, quarter."""
    plan: Plan = change.subject
    year, quarter = change.given["year"], change.given["quarter"]
    earlier = plan.reports.order_by("-year", "-quarter").first()
    text = ProgressReport(
        settlement=plan.territory_id,
        plan_version=plan.number,
        year=year,
        quarter=quarter,
        progress=tuple(
            one.model_copy(update={"note": "", "evidence": ()}) for one in earlier.text.progress
        )
        if earlier
        else (),
    )
    report = Report.objects.create(
        plan=plan,
        year=year,
        quarter=quarter,
        content=canonical(text),
        state=start_of(plan.edition, "report"),
        entered_at=change.at,
        moved_by=change.actor,
        saved_at=change.at,
        saved_by=change.actor,
    )
    return {"report": report.pk, "year": year, "quarter": quarter}


def _writable(report: Report) -> Iterator[Problem]:
    state = state_of(report.campaign.edition, report.state)
    if not state.editable:
        yield Problem("portal.not_editable", values={"state": state.title})


def _of_the_plan(change: Change, name: str) -> Iterator[Problem]:
    known = {one.id for one in change.subject.plan.text.roadmap.actions}
    if name not in known:
        yield Problem("portal.plan_no_action", values={"given": name})


def progress_mark(report: Report, name: str) -> str:
    """The mark of what is said of an action, as someone sees it now."""
    return mark_of(part_of(report.content, f"progress/{name}"))


def _can_be_told(change: Change) -> Iterator[Problem]:
    report: Report = change.subject
    yield from _writable(report)
    told: Progress = change.given["progress"]
    yield from _of_the_plan(change, told.action)
    if progress_mark(report, told.action) != change.given["was"]:
        yield Problem("portal.plan_part_changed")
    known = {one.id for one in report.campaign.edition.funding}
    for name in sorted(set(told.spent) - known):
        yield Problem("portal.unknown_funding", values={"given": name})
    if len(told.note) > WORDS:
        yield Problem("portal.too_long", values={"given": len(told.note), "allowed": WORDS})


@action("tell-progress", on="report", by=holds(Role.OFFICER), guard=_can_be_told)
def tell_progress(change: Change) -> dict[str, object]:
    """How far an action is. given: progress (aqyl.plan.models.Progress), was (the mark seen)."""
    report: Report = change.subject
    told: Progress = change.given["progress"]
    _put(report, told)
    report.saved_at, report.saved_by = change.at, change.actor
    return told.model_dump(mode="json")


def _put(report: Report, told: Progress) -> None:
    """Set what is told of its action, with the proof that stands now."""
    text = report.text
    others = {one.action: one for one in text.progress}
    others[told.action] = told.model_copy(update={"evidence": _evidence(report, told.action)})
    order = tuple(others[name] for name in sorted(others))
    report.content = canonical(text.model_copy(update={"progress": order}))


def _evidence(report: Report, name: str) -> tuple[str, ...]:
    proofs = report.proofs.filter(action=name, removed_at=None).order_by("pk")
    return tuple(one.digest or one.link for one in proofs)


def _can_be_proven(change: Change) -> Iterator[Problem]:
    yield from _writable(change.subject)
    yield from _of_the_plan(change, change.given["action"])


@action("add-proof", on="report", by=holds(Role.OFFICER), guard=_can_be_proven)
def add_proof(change: Change) -> dict[str, object]:
    """A link or a file of the store.

    given: action; link, or digest, media_type, size, file_name.
    """
    names = ("digest", "media_type", "size", "file_name", "link")
    values = {name: change.given[name] for name in names if name in change.given}
    one = Proof.objects.create(
        report=change.subject,
        action=change.given["action"],
        added_at=change.at,
        added_by=change.actor,
        **values,
    )
    _prove_anew(change.subject, one.action)
    data: dict[str, object] = {
        name: values[name] for name in ("digest", "media_type", "size") if name in values
    }
    return {"proof": one.pk, "action": one.action, **data}


def _prove_anew(report: Report, name: str) -> None:
    """Bring what is told of an action in line with its proof."""
    told = next((one for one in report.text.progress if one.action == name), None)
    if told is not None:
        _put(report, told)


def _can_be_taken_off(change: Change) -> Iterator[Problem]:
    yield from _writable(change.subject)
    if not change.subject.proofs.filter(pk=change.given["proof"], removed_at=None).exists():
        yield Problem("portal.proof_gone")


@action("remove-proof", on="report", by=holds(Role.OFFICER), guard=_can_be_taken_off)
def remove_proof(change: Change) -> dict[str, object]:
    """Taken off; the row stays. given: proof (its key)."""
    one = change.subject.proofs.get(pk=change.given["proof"])
    Proof.objects.filter(pk=one.pk).update(removed_at=change.at)
    _prove_anew(change.subject, one.action)
    return {"proof": one.pk, "action": one.action}
