"""How a paper becomes a file: one small interface, one renderer a format."""
