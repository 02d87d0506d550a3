"""Look at the answers of a submission before verifiers do: signs of risk, and the draw."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from dataclasses import asdict

from django.db.models import Count, Q

from aqyl.assess import assess
from aqyl.assess.audit import audit
from aqyl.language import LANGUAGES
from aqyl.portal.campaigns.forms import last_year
from aqyl.portal.campaigns.guards import given_answers
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.history.chain import FIRST, canonical
from aqyl.portal.history.models import Head
from aqyl.portal.procedure import Change, effect
from aqyl.portal.verification.models import Screening
from aqyl.portal.verification.risk import Seen, points_of, signs_of
from aqyl.portal.verification.tables import Tables, tables_of
from aqyl.register import Register, load_register
from aqyl.standard import Edition

_LEVELS = ("error", "warning")


@effect("screen")
def screen(change: Change) -> dict[str, object] | None:
    """Reckon the risk of each answer of a submission, and draw those that are looked at twice.

    The seed is the digest at the end of the log: the event of this very step follows it, so that
    the draw can be made again from the log. An answer that was drawn or passed over once stays so.
    """
    submission: Submission = change.subject
    rules = submission.campaign.edition.verification
    if rules is None:
        return None
    seed = Head.objects.select_for_update().get().digest or FIRST
    rows = []
    for answer, seen in look_at(submission):
        signs = signs_of(rules, seen)
        rows.append(
            Screening(
                answer=answer,
                points=points_of(signs),
                signs=[asdict(sign) for sign in signs],
                marks=marks([sign.risk for sign in signs]),
                seed=seed,
                drawn=is_drawn(seed, answer, rules.second_share),
            )
        )
    Screening.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["answer"],
        update_fields=["points", "signs", "marks"],
        batch_size=200,
    )
    return {"screened": len(rows)}


def marks(risks: list[str]) -> str:
    """Ids of risks as one text that can be searched for each of them.

    >>> marks(["jump", "audit"])
    ' jump audit '
    """
    return f" {' '.join(risks)} "


def is_drawn(seed: str, answer: Answer, share: float) -> bool:
    """Whether a second verifier judges the answer: the same for the same seed and answer."""
    drawn = canonical(
        {
            "seed": seed,
            "settlement": answer.territory.pk,
            "node": answer.node,
            "answer": answer.written(),
        }
    )
    number = int.from_bytes(hashlib.sha256(drawn.encode()).digest()[:8], "big")
    return number / 2**64 < share


def look_at(submission: Submission) -> list[tuple[Answer, Seen]]:
    """Each given answer of a submission with what is known of it."""
    answers = list(given_answers(submission).order_by("node"))
    for one in answers:
        one.submission = submission
    now, weights, findings = _now(submission, answers)
    before = _before(submission)
    files, links = _evidence(submission)
    return [
        (
            one,
            Seen(
                score=now.get(one.node, math.nan),
                before=before.get(one.node, math.nan),
                weight=weights.get(one.node, 0.0),
                files=files.get(one.pk, 0),
                links=links.get(one.pk, 0),
                findings=tuple(findings[one.node]),
            ),
        )
        for one in answers
    ]


Scores = dict[str, float]


def _now(
    submission: Submission, answers: list[Answer]
) -> tuple[Scores, Scores, dict[str, list[dict[str, str]]]]:
    """By node: scores as said, shares in the total, what the audit says."""
    campaign, place = submission.campaign, submission.territory.pk
    tables = tables_of(campaign.edition, answers, place, campaign.period)
    register = Register(settlements=(load_register().get(place),))
    assessment = assess(campaign.edition, tables, register, campaign.period)
    weights = dict(zip(assessment.tree.nodes, map(float, assessment.weight[0]), strict=True))
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for one in audit(campaign.edition, tables, assessment, None, register):
        if one.settlement == place and one.node and one.severity in _LEVELS:
            found[one.node].append({lang: one.part("found", lang) for lang in LANGUAGES})
    leaves = map(float, assessment.facts.score[0])
    return dict(zip(assessment.facts.leaves, leaves, strict=True)), weights, found


def _before(submission: Submission) -> Scores:
    """What last year's answers would earn by this year's edition."""
    edition, place = submission.campaign.edition, submission.territory.pk
    nodes = {one.id for one in (*edition.initiatives, *edition.indicators)}
    answers = [one for one in last_year(submission).values() if one.node in nodes]
    tables = tables_of(edition, answers, place, submission.campaign.period)
    return _scores(edition, tables, place, submission.campaign.period) if answers else {}


def _scores(edition: Edition, tables: Tables, place: str, period: str) -> Scores:
    register = Register(settlements=(load_register().get(place),))
    facts = assess(edition, tables, register, period).facts
    return dict(zip(facts.leaves, map(float, facts.score[0]), strict=True))


def _evidence(submission: Submission) -> tuple[dict[int, int], dict[int, int]]:
    """How many files and links each answer has."""
    there = Q(evidence__removed_at__isnull=True)
    rows = submission.answers.annotate(
        files=Count("evidence", filter=there & Q(evidence__kind="file")),
        links=Count("evidence", filter=there & Q(evidence__kind="link")),
    ).values_list("pk", "files", "links")
    counted = list(rows)
    return {pk: files for pk, files, _ in counted}, {pk: links for pk, _, links in counted}
