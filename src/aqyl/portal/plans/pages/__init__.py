"""Pages of plans: of the akimat, of those who agree and approve, of everyone."""
