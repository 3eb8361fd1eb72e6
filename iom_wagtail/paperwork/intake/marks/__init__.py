"""Pupils' results before and after (5.3) from a spreadsheet: figures out, no name kept."""
