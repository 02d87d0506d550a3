"""How sure an assessment is: scores and ranks over draws of what is uncertain in it.

    unknown         unknown leaves, disputed ones and marked blanks, between their bounds
    claims          claims nobody has verified, true with the edition's probability
    weights         weights among siblings, by the edition's share either way
    aggregation     other means than the edition's
    normalisation   other scales for indicators
    neighbours      blanks filled from other numbers of neighbours

How far each goes stands in the edition (`scoring.uncertainty`). Source: OECD/JRC, Handbook on
Constructing Composite Indicators (2008), step 7.
"""

from aqyl.assess.uncertainty.analysis import (
    Drawn,
    Uncertain,
    apart_and_together,
    groups_of,
    uncertainty,
)
from aqyl.assess.uncertainty.influence import Influence, sensitivity
from aqyl.assess.uncertainty.sources import SOURCES, Source
from aqyl.assess.uncertainty.study import Draft
from aqyl.assess.uncertainty.tidy import (
    AHEAD,
    DRAWS,
    LEVELS,
    ahead_table,
    draws_table,
    levels_table,
)

__all__ = [
    "AHEAD",
    "DRAWS",
    "LEVELS",
    "SOURCES",
    "Draft",
    "Drawn",
    "Influence",
    "Source",
    "Uncertain",
    "ahead_table",
    "apart_and_together",
    "draws_table",
    "groups_of",
    "levels_table",
    "sensitivity",
    "uncertainty",
]
