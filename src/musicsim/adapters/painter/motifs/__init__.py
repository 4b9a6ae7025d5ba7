"""What can be painted; each motif suits some music."""
