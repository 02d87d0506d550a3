"""What the room shows to others."""

from __future__ import annotations

from aqyl import plan


def test_the_public_face() -> None:
    assert sorted(plan.__all__) == plan.__all__
    assert all(hasattr(plan, name) for name in plan.__all__)
    assert len(plan.__all__) <= 40
