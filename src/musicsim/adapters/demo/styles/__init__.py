"""One module a style; each composes a piece and hands over its stereo master."""
