"""Questions to the outside over HTTP."""
