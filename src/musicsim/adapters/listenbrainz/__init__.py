"""ListenBrainz: music that the same people listen to. Needs no account."""
