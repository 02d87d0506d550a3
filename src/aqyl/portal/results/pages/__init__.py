"""What the pages of results show, looked up with few queries."""
