"""A library of original music, composed and rendered here, so that musicsim can be tried without one's own."""
