"""Tables: radio sessions."""
