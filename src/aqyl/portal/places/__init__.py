"""Territories: the country, its oblasts, its settlements; taken over from the register."""
