"""Thin controllers, one file a resource."""
