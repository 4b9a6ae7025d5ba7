"""ZIP archives, written as they are read."""
