"""Maps are made in a process of their own."""
