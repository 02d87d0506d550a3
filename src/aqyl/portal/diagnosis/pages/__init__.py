"""What the pages of a diagnosis show, put in order for them."""
