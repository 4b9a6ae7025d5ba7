"""Cyanite: music that sounds alike, in its own catalogue and in Spotify's."""
