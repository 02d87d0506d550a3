"""From answers to published results: scores, frozen publications, public pages."""
