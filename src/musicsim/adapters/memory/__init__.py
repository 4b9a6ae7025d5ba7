"""Every port with its real semantics, in memory: for tests, and for nothing that claims to persist."""
