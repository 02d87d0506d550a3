"""Settlements: their codes, names, groups and places."""

from aqyl.register.build import build_register
from aqyl.register.describe import describe
from aqyl.register.load import load_register, read_register
from aqyl.register.models import COLUMNS, GROUPS, Kato, Settlement
from aqyl.register.register import Register
from aqyl.register.special import SpecialCases, load_special_cases

__all__ = [
    "COLUMNS",
    "GROUPS",
    "Kato",
    "Register",
    "Settlement",
    "SpecialCases",
    "build_register",
    "describe",
    "load_register",
    "load_special_cases",
    "read_register",
]
