"""Looking at the parts that the application depends on."""
