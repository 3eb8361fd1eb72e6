"""Spreadsheets: bytes in, rows of plain text out, and back. Knows no room."""
