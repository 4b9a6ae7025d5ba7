"""Pure functions: what "similar", "near-duplicate" or "moved" mean."""
