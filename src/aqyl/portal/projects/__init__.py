"""The register of projects, and the desk where pairs that may be one are judged."""
