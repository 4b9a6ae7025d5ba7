"""musicsim: explore a music library by how it sounds."""

__version__ = "0.1.0"
