"""Private files: what is accepted, where it lies, how it is handed out. Knows no other room."""
