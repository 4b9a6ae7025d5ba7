"""Tables: what was heard of parts of a track, and its acoustic fingerprint."""
