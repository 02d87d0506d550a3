"""Tags for the page of scenarios."""
