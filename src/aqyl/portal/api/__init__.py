"""The interface for programs: read by anyone, written by akimats' systems with a token."""
