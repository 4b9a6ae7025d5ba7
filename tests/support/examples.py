"""How many examples are enough where each one is many tracks."""

from hypothesis import settings

FEW = settings(max_examples=30)
