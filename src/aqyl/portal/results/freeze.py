"""The effect `freeze`: what was computed becomes a publication, with a bundle that replays it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.history.chain import FIRST
from aqyl.portal.history.models import Head
from aqyl.portal.procedure import Change, effect
from aqyl.portal.results import store
from aqyl.portal.results.compute import check_edition
from aqyl.portal.results.models import Fact, Publication, Rank, Score
from aqyl.portal.results.tables import write_tables


@effect("freeze")
def freeze(change: Change) -> None:
    """Write the bundle and make the present computation a publication.

    The file comes first and the row that names it last, in the transaction of the change: killed
    in between, nothing is published and a later sweep takes the file away.
    """
    campaign: Campaign = change.subject
    check_edition(campaign)
    store.sweep()
    path, versions = _write_bundle(campaign, timezone.localdate(change.at).isoformat())
    digest = store.settle(path)
    head = Head.objects.get()
    publication = Publication.objects.create(
        campaign=campaign,
        number=campaign.publications.count() + 1,
        at=change.at,
        digest=digest,
        size=store.bundle_path(digest).stat().st_size,
        fingerprint=campaign.fingerprint,
        before=_before(campaign),
        log_number=head.number,
        log_digest=head.digest or FIRST,
        versions=versions,
        reason=str(change.given.get("reason", "")).strip(),
    )
    for model in (Score, Rank, Fact):
        model._base_manager.filter(campaign=campaign, publication=None).update(
            publication=publication
        )


def _write_bundle(campaign: Campaign, day: str) -> tuple[Path, dict[str, str]]:
    """The bundle under a passing name, and the versions it names."""
    import datetime as dt

    from aqyl.publish.bundle import Publication as Published
    from aqyl.publish.bundle import read_bundle, write_bundle

    path = store.root() / "bundles" / f"campaign-{campaign.pk}.writing"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="aqyl-freeze-") as name:
        write_tables(campaign, Path(name))
        write_bundle(
            path,
            Published(
                edition=campaign.edition_id,
                data=Path(name),
                period=campaign.period,
                created_on=dt.date.fromisoformat(day),
                data_licence=settings.ENVIRONMENT.data_licence or None,
            ),
        )
    return path, dict(read_bundle(path).manifest.versions)


def _before(campaign: Campaign) -> Publication | None:
    """The latest publication of the period before, of the same kind of campaign."""
    earlier = Publication.objects.filter(
        campaign__demonstration=campaign.demonstration, campaign__period__lt=campaign.period
    )
    return earlier.order_by("-campaign__period", "-number").first()
