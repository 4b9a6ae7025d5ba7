"""Covers painted here, from how music sounds."""
