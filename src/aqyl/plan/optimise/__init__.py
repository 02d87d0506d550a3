"""The optimiser: which actions, in which year, under budgets, staff and prerequisites.

`core` and `solve` know tasks, options and capacities only; `build` makes them of candidates and
money; `why`, `clash` and `front` ask the same core further questions.
"""

from aqyl.plan.optimise.clash import Clash, clashes
from aqyl.plan.optimise.front import Point, cheapest, front, with_plenty
from aqyl.plan.optimise.problem import Candidate, Problem, Take
from aqyl.plan.optimise.run import optimise
from aqyl.plan.optimise.solution import Choice, Solution
from aqyl.plan.optimise.solve import Limits
from aqyl.plan.optimise.why import Why, explain

__all__ = [
    "Candidate",
    "Choice",
    "Clash",
    "Limits",
    "Point",
    "Problem",
    "Solution",
    "Take",
    "Why",
    "cheapest",
    "clashes",
    "explain",
    "front",
    "optimise",
    "with_plenty",
]
