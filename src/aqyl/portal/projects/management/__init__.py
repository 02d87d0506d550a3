"""Commands of the register of projects."""
