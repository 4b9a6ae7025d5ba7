"""Vectors in files of this machine, kept by Qdrant's engine inside this process (Qdrant Edge)."""
