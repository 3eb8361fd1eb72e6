"""What became of each programme item."""
