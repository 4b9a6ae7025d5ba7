"""Tables: artwork that is made."""
