"""A folder of this machine as library, and locks on its files."""
