"""A person with an account, and the roles granted to them."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from aqyl.language import fold
from aqyl.portal.places.models import Territory

NAME = 200  # letters


class Role(models.TextChoices):
    """What a person may be; the edition's procedure names all but the last two.

    An auditor reads everything and changes nothing; an administrator invites people and grants
    roles, and sees no more of an assessment than anyone.
    """

    METHODOLOGIST = "methodologist"
    MANAGER = "manager"
    OFFICER = "officer"
    APPROVER = "approver"
    VERIFIER = "verifier"
    DEPUTY = "deputy"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class PersonManager(BaseUserManager["Person"]):
    """People by their address, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> Person:
        """A new person; without a password they must set one before they can sign in."""
        person = self.model(email=self.folded(email), **values)
        person.make_searchable()
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of an address."""
        return self.get(email=self.folded(username or ""))

    @staticmethod
    def folded(email: str) -> str:
        """One spelling of an address."""
        return email.strip().casefold()


class Person(AbstractBaseUser):
    """Someone with an account. Deactivated rather than deleted: events name them.

    search: name and address folded, as SQLite folds no Cyrillic case.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=NAME)
    language = models.CharField(max_length=2, default="kk")
    is_active = models.BooleanField(default=True)
    made_on = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    search = models.CharField(max_length=460, blank=True, db_index=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    def make_searchable(self) -> None:
        """Bring `search` in line with name and address."""
        self.search = f"{fold(self.name)} {fold(self.email)}"[:460]

    @cached_property
    def roles(self) -> frozenset[tuple[str, str]]:
        """Every (role, territory) granted; read once for each time the person is loaded."""
        return frozenset(self.grants.values_list("role", "territory_id"))

    def holds(self, role: str, territory: Territory) -> bool:
        """Whether the role was granted for this territory or for one that holds it."""
        return self.is_active and any((role, code) in self.roles for code in territory.above)


class Grant(models.Model):
    """A role that a person holds for a territory."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    territory = models.ForeignKey(Territory, models.PROTECT)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "role", "territory"], name="one_grant"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}, {self.territory_id}"
