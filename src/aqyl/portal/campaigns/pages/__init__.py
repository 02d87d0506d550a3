"""Pages of campaigns: what to do next, a submission, its cards."""
