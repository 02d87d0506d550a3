"""A settlement as a frozen, strict object: one row of `data/settlements.csv`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kato = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
"""A code of the classifier of administrative-territorial objects (NK RK 11): nine digits."""

Group = Literal["republican", "oblast", "district"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]

GROUPS: tuple[Group, ...] = ("republican", "oblast", "district")


class Model(BaseModel):
    """Frozen, strict, nothing extra."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Settlement(Model):
    """A city or a kent of the classifier.

    status: republican, oblast_centre, oblast_city, district_city or kent. group is None where the
    rule leaves it unclear; group_basis says by which part of the rule. district_* is the city
    administration for what lies under a city, and None for cities of republican significance.
    latitude and longitude: WGS 84 degrees, both or neither; coordinates_basis is `<code>` or
    `<code>:<reference>` (a GeoNames id, a KATO, an address). population: persons.
    The wording of every code is in the string catalogue under `register.<column>.<code>`.
    """

    kato: Kato
    name_kk: Name
    name_ru: Name
    name_en: Name
    name_en_basis: Name
    kind: Literal["city", "kent"]
    status: Name
    oblast_kato: Kato
    oblast_kk: Name
    oblast_ru: Name
    oblast_en: Name
    district_kato: Kato | None
    district_kk: Name | None
    district_ru: Name | None
    group: Group | None
    group_basis: Name
    latitude: Latitude | None
    longitude: Longitude | None
    coordinates_basis: Name
    population: Annotated[int, Field(gt=0)] | None
    population_year: Annotated[int, Field(ge=1900, le=2100)] | None
    population_source: Name
    special: Name | None

    @model_validator(mode="after")
    def _place_is_whole(self) -> Settlement:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude come together")
        return self

    def name(self, lang: str) -> str:
        """The name in kk, ru or en, without «қ.», «г.» and the like."""
        return str(getattr(self, f"name_{lang}"))

    def oblast(self, lang: str) -> str:
        """The name of the oblast, or of the city itself if it is of republican significance."""
        return str(getattr(self, f"oblast_{lang}"))


COLUMNS: tuple[str, ...] = tuple(Settlement.model_fields)
