"""MusicBrainz: the free encyclopaedia of music. Needs no account."""
