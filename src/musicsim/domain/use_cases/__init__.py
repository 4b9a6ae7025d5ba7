"""One file a use case; each depends on ports only."""
