"""Changes of the register: take the rows of a file, change a project, take one off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from aqyl.portal.campaigns.guards import reason
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import Change, action, perform
from aqyl.portal.projects.models import Project
from aqyl.portal.projects.scope import writes
from aqyl.problems import Problem
from aqyl.tables import Row


def _can_be_taken(change: Change) -> Iterator[Problem]:
    rows: Sequence[Row] = change.given.get("rows", ())
    if not rows:
        yield Problem("portal.nothing_to_take")
    for row in rows:
        if row["settlement"] != change.subject.pk:
            yield Problem("portal.project_elsewhere", values={"given": row["settlement"]})
    if change.actor is None:
        return
    for one in _known(rows):
        if not writes(change.actor, one):
            yield Problem("portal.project_id_taken", values={"given": one.code})


def _known(rows: Sequence[Row]) -> list[Project]:
    codes = [row["id"] for row in rows]
    path = "territory__parent__parent"
    return list(Project.objects.filter(code__in=codes).select_related(path))


@action("take-projects", on="territory", by=writes, guard=_can_be_taken)
def take_projects(change: Change) -> dict[str, object]:
    """Enter rows of the `projects` table of one settlement, all or none.

    given: rows; digest of the file; made_up (usually False). What is on the register already is
    changed by `save-project`, so that its own history tells of it.
    """
    place: Territory = change.subject
    rows: Sequence[Row] = change.given["rows"]
    there = {one.code: one for one in _known(rows)}
    made = [_new(row, change) for row in rows if row["id"] not in there]
    Project.objects.bulk_create(made)
    for row in rows:
        if row["id"] in there:
            perform("save-project", there[str(row["id"])], change.actor, row=row)
    return {
        "digest": str(change.given.get("digest", "")),
        "settlement": place.pk,
        "made": {one.code: one.mark for one in made},
        "changed": sorted(there),
    }


def _new(row: Row, change: Change) -> Project:
    made_up = bool(change.given.get("made_up", False))
    project = Project(saved_at=change.at, saved_by=change.actor, made_up=made_up)
    project.take(row)
    return project


def _can_be_saved(change: Change) -> Iterator[Problem]:
    place = Territory.objects.get(pk=change.given["row"]["settlement"])
    if change.actor is not None and not writes(change.actor, place):
        yield Problem("portal.project_elsewhere", values={"given": place.pk})


@action("save-project", on="project", by=writes, guard=_can_be_saved)
def save_project(change: Change) -> dict[str, object]:
    """Put another row in a project's place; one that was taken off comes back. given: row."""
    project: Project = change.subject
    before: dict[str, Any] = project.row()
    back = project.removed_at is not None
    project.take(change.given["row"])
    project.removed_at, project.reason = None, ""
    project.saved_at, project.saved_by = change.at, change.actor
    after = project.row()
    changed = [name for name in before if before[name] != after[name]]
    return {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
        "back": back,
    }


def _can_be_removed(change: Change) -> Iterator[Problem]:
    if change.subject.removed_at is not None:
        yield Problem("portal.project_removed", values={"given": change.subject.code})
    yield from reason(change)


@action("remove-project", on="project", by=writes, guard=_can_be_removed)
def remove_project(change: Change) -> dict[str, object]:
    """Take a project off the register: it is kept, its pairs are not shown. given: reason."""
    project: Project = change.subject
    project.removed_at, project.reason = change.at, str(change.given["reason"]).strip()
    return {"reason": project.reason}
