"""Strategy, roadmap and the optimiser that chooses its actions."""
