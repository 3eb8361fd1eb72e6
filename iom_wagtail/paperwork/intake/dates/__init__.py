"""Days and terms as people write them: one reader for Word files, tables and pasted cells."""
