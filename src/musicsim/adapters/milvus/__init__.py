"""Vectors in Milvus: a Lite file in this process, or a server."""
