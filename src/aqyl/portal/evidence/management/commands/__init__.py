"""Commands of evidence."""
