"""What search engines are told: which pages there are, and where they need not look."""
