"""Vectors in PostgreSQL, with the pgvector extension."""
