"""Tags for the pages of projects."""
