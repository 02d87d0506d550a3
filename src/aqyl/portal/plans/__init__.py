"""Plans of settlements: drafted, consulted on, agreed, approved, reported on, amended."""
