"""A yearly campaign: each settlement's submission, each of its answers."""
