"""What the domain needs from the outside, in the words of the domain."""
