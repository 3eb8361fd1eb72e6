"""Registers of routes, items and checkpoints, for a spreadsheet program and for paper."""
