"""What settlements need, who has done it, what comes first: pages of a diagnosis."""
