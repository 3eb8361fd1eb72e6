"""Attachments to the card (5.3): one material, one private file."""
