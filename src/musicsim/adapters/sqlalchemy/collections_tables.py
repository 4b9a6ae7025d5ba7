"""Tables: collections that make themselves, and the map."""
