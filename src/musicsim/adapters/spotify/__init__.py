"""Spotify's catalogue."""
