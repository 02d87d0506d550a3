"""Words of the pages of plans."""
