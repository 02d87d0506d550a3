"""Files and links behind an answer, kept by the digest of their content."""
