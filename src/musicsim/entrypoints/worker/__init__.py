"""Listening in the background."""
