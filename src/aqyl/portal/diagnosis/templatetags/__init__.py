"""Tags for the pages of a diagnosis."""
