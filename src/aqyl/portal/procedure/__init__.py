"""The one door for every change: who may, what must hold, write, log, tell; all or nothing."""

from aqyl.portal.procedure.deeds import Change, action, effect, requirement
from aqyl.portal.procedure.door import ConflictError, RefusedError, perform
from aqyl.portal.procedure.steps import Step, start_of, state_of, steps_for, term_of
from aqyl.portal.procedure.terms import last_day, working_days_after

__all__ = [
    "Change",
    "ConflictError",
    "RefusedError",
    "Step",
    "action",
    "effect",
    "last_day",
    "perform",
    "requirement",
    "start_of",
    "state_of",
    "steps_for",
    "term_of",
    "working_days_after",
]
