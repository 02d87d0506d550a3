"""Verification: what is looked at first, by whom, twice for some, and how far verifiers agree."""
