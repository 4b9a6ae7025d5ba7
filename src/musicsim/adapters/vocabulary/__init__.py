"""Texts by the words of a small vocabulary."""
