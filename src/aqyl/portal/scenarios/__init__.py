"""Scenarios of a settlement side by side: other money, other wishes, what each comes to."""
