"""Run an installation: set it up, serve it, demonstrate it, back it up, bring it back."""
