"""Frozen values that the rules and use cases speak of."""
