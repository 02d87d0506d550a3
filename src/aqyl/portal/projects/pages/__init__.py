"""Pages of the register of projects and of the desk for pairs."""
