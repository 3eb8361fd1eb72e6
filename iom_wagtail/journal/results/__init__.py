"""What came of each checkpoint."""
