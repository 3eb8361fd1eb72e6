"""What all records of the journal share: who wrote them, which edition, what changed, undo."""
