"""Pictures from outside, taken with care."""
