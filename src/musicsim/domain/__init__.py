"""What musicsim is about, were there no computer: models, rules, use cases."""
