"""A scenario: what was asked of the optimiser, and what it answered."""

from __future__ import annotations

from django.db import models

from aqyl.plan import Plan as PlanText
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.solving import Wishes
from aqyl.portal.plans.texts import read_plan
from aqyl.portal.results.models import Publication

TITLE = 120  # letters


class Scenario(models.Model):
    """A plan that could be, drafted from published results; it is never published itself.

    wishes: what was asked (see `asked`). content: an `aqyl.plan.Plan` as canonical JSON. solved:
    what the optimiser said of it, as a draft of a plan keeps it. front: the most points that sums
    of money buy under the same wishes, `[[cost, score, whether it is proven], ...]`.
    """

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="scenarios")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="scenarios")
    title = models.CharField(max_length=TITLE)
    wishes = models.JSONField()
    content = models.TextField()
    solved = models.JSONField()
    front = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["territory", "removed_at"]),)

    def __str__(self) -> str:
        return f"{self.territory_id}: {self.title}"

    @property
    def text(self) -> PlanText:
        """The plan it comes to."""
        return read_plan(self.content)

    @property
    def asked(self) -> Wishes:
        """What was asked."""
        return wishes_of(self.wishes)


def as_json(wishes: Wishes) -> dict[str, object]:
    """Wishes as they are stored: money is `YEAR:SOURCE` -> thousands."""
    return {
        "money": {f"{year}:{funding}": amount for (year, funding), amount in wishes.money.items()},
        "staff": wishes.staff,
        "fix": list(wishes.fix),
        "forbid": list(wishes.forbid),
        "mandate": wishes.mandate,
    }


def wishes_of(stored: dict[str, object]) -> Wishes:
    """Wishes from what is stored."""
    given = {**stored}
    money = given.pop("money")
    assert isinstance(money, dict)  # noqa: S101 - `as_json` wrote it
    cells = {key.partition(":")[::2]: amount for key, amount in money.items()}
    given |= {name: tuple(stored[name]) for name in ("fix", "forbid")}  # type: ignore[arg-type]
    return Wishes({(int(year), name): amount for (year, name), amount in cells.items()}, **given)  # type: ignore[arg-type]
