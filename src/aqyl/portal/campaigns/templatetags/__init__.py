"""Tags for the templates of campaigns."""
