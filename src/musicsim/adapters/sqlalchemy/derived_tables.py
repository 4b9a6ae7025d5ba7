"""Tables: what is derived from the whole library."""
