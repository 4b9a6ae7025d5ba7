"""One folder a protocol that calls us."""
