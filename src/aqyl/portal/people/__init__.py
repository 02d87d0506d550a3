"""People, the roles they hold, and for which territory."""
