"""What a settlement needs, who is like it, what comes first and what is paid for twice."""

from aqyl.diagnose.diagnosis import diagnose
from aqyl.diagnose.earlier import as_document, read_diagnosis
from aqyl.diagnose.models import (
    Diagnosis,
    Gap,
    GapPeers,
    Membership,
    MethodPlace,
    NeedsClass,
    NeedsClasses,
    Peer,
    Priorities,
    Profile,
    Stability,
    TechnologyPriority,
)
from aqyl.diagnose.tidy import classes_table, needs_table, peers_table, priorities_table

__all__ = [
    "Diagnosis",
    "Gap",
    "GapPeers",
    "Membership",
    "MethodPlace",
    "NeedsClass",
    "NeedsClasses",
    "Peer",
    "Priorities",
    "Profile",
    "Stability",
    "TechnologyPriority",
    "as_document",
    "classes_table",
    "diagnose",
    "needs_table",
    "peers_table",
    "priorities_table",
    "read_diagnosis",
]
