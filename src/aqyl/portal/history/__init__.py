"""The event log: append-only, each event sealed by the hash of the one before."""
