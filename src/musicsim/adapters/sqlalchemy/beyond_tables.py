"""Tables: what outside services said, and may cost."""
