"""What programs get, by HTTP and by `--json`; one file a concept."""
