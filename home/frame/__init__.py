"""What stands around every public page: ways to other pages, languages, the school's own lines."""
