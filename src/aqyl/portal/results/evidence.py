"""What an answer rests on, as the public may see it: addresses that are public, else digests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps

from aqyl.portal.campaigns.models import Campaign


def evidence_of(campaign: Campaign) -> Mapping[int, tuple[str, ...]]:
    """Answer id -> its evidence: the address of a public link, `sha256:<digest>` of all else.

    A digest gives nothing away and lets whoever has the file prove that it is the one.
    """
    if not apps.is_installed("aqyl.portal.evidence"):
        return {}
    model: Any = apps.get_app_config("evidence").get_model("Evidence")
    rows = (
        model.objects.filter(answer__submission__campaign=campaign, removed_at=None)
        .order_by("answer_id", "pk")
        .values_list("answer_id", "kind", "public", "link", "digest")
    )
    found: dict[int, tuple[str, ...]] = {}
    for answer, kind, public, link, digest in rows:
        shown = link if public and kind == "link" else f"sha256:{digest}" if digest else ""
        if shown:
            found[answer] = (*found.get(answer, ()), shown)
    return found
