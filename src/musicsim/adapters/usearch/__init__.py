"""Vectors in files of this machine: exact for small libraries, a usearch graph beyond."""
