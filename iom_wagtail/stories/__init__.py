"""What a school tells of its successes: stories, celebrations, consent (2.2)."""
