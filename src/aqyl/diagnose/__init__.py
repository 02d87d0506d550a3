"""What a settlement needs, who is like it, what comes first and what is paid for twice."""

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
]
