"""Programme items from a spreadsheet: looked at, mended, then written into the draft."""
