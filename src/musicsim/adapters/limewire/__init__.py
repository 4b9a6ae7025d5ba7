"""LimeWire: pictures from words, for credits."""
