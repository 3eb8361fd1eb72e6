"""Scans of papers that were signed by hand."""
